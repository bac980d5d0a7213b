package org.medspike.export;

import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Resampling;
import org.medspike.mask.Mask;

/**
 * An image with what a prediction found, marked wrongly and missed on top, each in a colour of its own.
 *
 * <p>Areas are filled half transparent, their borders drawn opaque. The colours can be told apart with every kind of
 * colour vision (Okabe and Ito, Color Universal Design, 2008) and differ in brightness as well.
 */
public final class ErrorMap {

    private static final double OPACITY = 0.5;

    /** What can be said of a pixel of a prediction. */
    public enum Kind {
        /** In prediction and truth. */
        FOUND(0x009e73, "TP found"),
        /** In the prediction alone. */
        WRONG(0xf0e442, "FP wrongly marked"),
        /** In the truth alone. */
        MISSED(0x0072b2, "FN missed");

        private final int rgb;
        private final String label;

        Kind(int rgb, String label) {
            this.rgb = rgb;
            this.label = label;
        }

        /** Its colour, {@code 0xRRGGBB}. */
        public int rgb() {
            return rgb;
        }

        /** Its name for legends. */
        public String label() {
            return label;
        }
    }

    private ErrorMap() {}

    /**
     * The picture, {@code 0xffRRGGBB}, rows from the top, of the masks' size.
     *
     * @param image upright; scaled to the masks' size where it has another one
     * @throws IllegalArgumentException if the masks are of different sizes
     */
    static int[] pixels(Frame image, Mask predicted, Mask truth) {
        int width = truth.width();
        int height = truth.height();
        if (predicted.width() != width || predicted.height() != height) {
            throw new IllegalArgumentException("the masks are of different sizes");
        }
        int[] pixels = scaled(image, width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int kind = kind(predicted, truth, x, y);
                if (kind != 0) {
                    boolean border = kind(predicted, truth, x - 1, y) != kind
                            || kind(predicted, truth, x + 1, y) != kind
                            || kind(predicted, truth, x, y - 1) != kind
                            || kind(predicted, truth, x, y + 1) != kind;
                    int i = y * width + x;
                    pixels[i] = blend(pixels[i], Kind.values()[kind - 1].rgb, border ? 1 : OPACITY);
                }
            }
        }
        return pixels;
    }

    /** One more than the place of the pixel's kind; 0 for background and outside. */
    private static int kind(Mask predicted, Mask truth, int x, int y) {
        if (predicted.contains(x, y)) {
            return 1 + (truth.contains(x, y) ? Kind.FOUND : Kind.WRONG).ordinal();
        }
        return truth.contains(x, y) ? 1 + Kind.MISSED.ordinal() : 0;
    }

    private static int[] scaled(Frame image, int width, int height) {
        int[] pixels = DisplayPixels.of(image);
        if (image.width() == width && image.height() == height) {
            return pixels;
        }
        int[] result = new int[width * height];
        for (int shift = 16; shift >= 0; shift -= 8) {
            float[] channel = new float[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                channel[i] = pixels[i] >> shift & 0xff;
            }
            float[] small = Resampling.resize(new Plane(image.width(), image.height(), channel), width, height)
                    .values();
            for (int i = 0; i < result.length; i++) {
                result[i] |= Math.min(255, Math.round(small[i])) << shift;
            }
        }
        for (int i = 0; i < result.length; i++) {
            result[i] |= 0xff000000;
        }
        return result;
    }

    private static int blend(int pixel, int rgb, double opacity) {
        int result = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int below = pixel >> shift & 0xff;
            int above = rgb >> shift & 0xff;
            result = result << 8 | (int) Math.round(below + (above - below) * opacity);
        }
        return result;
    }
}
