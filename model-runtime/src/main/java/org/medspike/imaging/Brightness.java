package org.medspike.imaging;

/**
 * How bright a stored value is: the one rule behind {@link Intensities} and {@link DisplayPixels}.
 *
 * <p>A grey frame with a window follows the window, one with a table of brightness the table; all others their
 * {@link StoredRange}. Where smaller is brighter, the result is turned over. What is no number is black.
 */
sealed interface Brightness {

    /** From 0, black, to 1, white. */
    float of(double stored);

    /** The same as a level of the screen, 0 to 255. */
    int level(double stored);

    /** The rule for a frame. */
    static Brightness of(Frame frame) {
        GreyScale scale = frame.greyScale();
        boolean grey = frame.photometric().isGrey();
        Brightness rule = grey && scale.window().isPresent()
                ? new OfWindow(scale, scale.window().get())
                : grey && scale.brightness().isPresent()
                        ? new OfTable(scale, scale.brightness().get())
                        : OfRange.of(StoredRange.of(frame));
        return frame.photometric() == Photometric.MONOCHROME1 ? new TurnedOver(rule) : rule;
    }

    /** A line over the stored values; a frame of one value only is black. */
    record OfRange(StoredRange range, double extent) implements Brightness {

        static OfRange of(StoredRange range) {
            return new OfRange(range, range.high() - range.low());
        }

        @Override
        public float of(double stored) {
            double share = (stored - range.low()) / extent;
            return share > 0 ? (float) Math.min(1, share) : 0;
        }

        @Override
        public int level(double stored) {
            if (!(stored > range.low())) {
                return 0;
            }
            return stored > range.high() ? 255 : (int) (((stored - range.low()) * 510 + extent) / (2 * extent));
        }
    }

    /** A window over the measures. */
    record OfWindow(GreyScale scale, GreyWindow window) implements Brightness {

        @Override
        public float of(double stored) {
            double brightness = window.brightness(scale.measure(stored));
            return brightness > 0 ? (float) brightness : 0;
        }

        @Override
        public int level(double stored) {
            return (int) Math.round(window.brightness(scale.measure(stored)) * 255);
        }
    }

    /** A table over the measures. */
    record OfTable(GreyScale scale, LookupTable table) implements Brightness {

        @Override
        public float of(double stored) {
            return (float) table.share(scale.measure(stored));
        }

        @Override
        public int level(double stored) {
            return (int) Math.round(table.share(scale.measure(stored)) * 255);
        }
    }

    /** Small values are bright. */
    record TurnedOver(Brightness rule) implements Brightness {

        @Override
        public float of(double stored) {
            return 1 - rule.of(stored);
        }

        @Override
        public int level(double stored) {
            return 255 - rule.level(stored);
        }
    }
}
