package org.medspike.imaging;

import java.util.Locale;
import java.util.Optional;

/**
 * Which measures are black, which white, and what lies between (DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3).
 *
 * @param center the middle of the window, in the unit of the measures
 * @param width its extent, above zero; at least 1 where the shape is {@link Shape#LINEAR}
 * @param shape how brightness grows in it
 */
public record GreyWindow(double center, double width, Shape shape) {

    /** The lung window, in Hounsfield units; used for CT whose file names no window. */
    public static final GreyWindow LUNG = new GreyWindow(-600, 1500, Shape.LINEAR_EXACT);

    /** How brightness grows in a window. */
    public enum Shape {
        /** A line from {@code center - 0.5 - (width - 1) / 2} to {@code center - 0.5 + (width - 1) / 2}. */
        LINEAR,
        /** A line from {@code center - width / 2} to {@code center + width / 2}. */
        LINEAR_EXACT,
        /** {@code 1 / (1 + exp(-4 (x - center) / width))}. */
        SIGMOID;

        /** The shape with a name as DICOM gives it; linear, which is DICOM's default, for any other. */
        public static Shape named(String name) {
            return switch (name.strip().toUpperCase(Locale.ROOT)) {
                case "LINEAR_EXACT" -> LINEAR_EXACT;
                case "SIGMOID" -> SIGMOID;
                default -> LINEAR;
            };
        }
    }

    /** Refuses a window that is none. */
    public GreyWindow {
        if (!isWindow(center, width, shape)) {
            throw new IllegalArgumentException("no window has center " + center + " and width " + width);
        }
    }

    /** A window, or nothing where the numbers make none (a width of zero stands in some files). */
    public static Optional<GreyWindow> of(double center, double width, Shape shape) {
        return isWindow(center, width, shape) ? Optional.of(new GreyWindow(center, width, shape)) : Optional.empty();
    }

    /** The window in which the first measure is black and the second white; one of a single measure shows it black. */
    public static GreyWindow between(double black, double white) {
        double width = white - black;
        return isWindow(black + width / 2, width, Shape.LINEAR_EXACT)
                ? new GreyWindow(black + width / 2, width, Shape.LINEAR_EXACT)
                : new GreyWindow(black + 0.5, 1, Shape.LINEAR_EXACT);
    }

    private static boolean isWindow(double center, double width, Shape shape) {
        return Double.isFinite(center) && Double.isFinite(width) && (shape == Shape.LINEAR ? width >= 1 : width > 0);
    }

    /** Brightness of a measure, 0 to 1. */
    public double brightness(double measure) {
        return switch (shape) {
            case LINEAR -> ramp(measure - (center - 0.5), width - 1);
            case LINEAR_EXACT -> ramp(measure - center, width);
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (measure - center) / width));
        };
    }

    private static double ramp(double fromMiddle, double extent) {
        if (fromMiddle <= -extent / 2) {
            return 0;
        }
        return fromMiddle > extent / 2 ? 1 : Math.min(1, fromMiddle / extent + 0.5);
    }
}
