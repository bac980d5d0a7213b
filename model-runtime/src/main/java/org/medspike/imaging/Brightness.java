package org.medspike.imaging;

/**
 * How bright a stored value is: the one rule behind {@link Intensities} and {@link DisplayPixels}.
 *
 * <p>A grey frame with a window follows the window; all others their {@link StoredRange}. Where smaller is brighter, the
 * result is turned over.
 */
sealed interface Brightness {

    /** From 0, black, to 1, white. */
    float of(int stored);

    /** The same as a level of the screen, 0 to 255. */
    int level(int stored);

    /** The rule for a frame. */
    static Brightness of(Frame frame) {
        boolean grey = frame.photometric().samples() == 1;
        Brightness rule = grey && frame.greyScale().window().isPresent()
                ? new OfWindow(frame.greyScale(), frame.greyScale().window().get())
                : OfRange.of(StoredRange.of(frame));
        return frame.photometric() == Photometric.MONOCHROME1 ? new TurnedOver(rule) : rule;
    }

    /** A line over the stored values; a frame of one value only is black. */
    record OfRange(StoredRange range, float factor) implements Brightness {

        static OfRange of(StoredRange range) {
            return new OfRange(range, range.high() > range.low() ? 1f / (range.high() - range.low()) : 0);
        }

        @Override
        public float of(int stored) {
            return (stored - range.low()) * factor;
        }

        @Override
        public int level(int stored) {
            if (stored <= range.low()) {
                return 0;
            }
            long extent = range.high() - range.low();
            return stored > range.high() ? 255 : (int) (((stored - range.low()) * 510L + extent) / (2 * extent));
        }
    }

    /** A window over the measures. */
    record OfWindow(GreyScale scale, GreyWindow window) implements Brightness {

        @Override
        public float of(int stored) {
            return (float) window.brightness(scale.measure(stored));
        }

        @Override
        public int level(int stored) {
            return (int) Math.round(window.brightness(scale.measure(stored)) * 255);
        }
    }

    /** Small values are bright. */
    record TurnedOver(Brightness rule) implements Brightness {

        @Override
        public float of(int stored) {
            return 1 - rule.of(stored);
        }

        @Override
        public int level(int stored) {
            return 255 - rule.level(stored);
        }
    }
}
