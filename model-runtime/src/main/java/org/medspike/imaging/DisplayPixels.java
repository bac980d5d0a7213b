package org.medspike.imaging;

/**
 * A frame as opaque pixels for the screen, {@code 0xffRRGGBB}, rows from the top.
 *
 * <p>Eight-bit values stay as they are; of more bits the frame's smallest value becomes black and the largest white; a
 * grey frame with a window or a table of brightness follows that. Palettes and luminance with chroma become the colours
 * that they stand for. Opacity is applied over black, inks take away light. The pixels lie as the frame's samples do:
 * give it {@link Frame#upright()} for an image that is to be looked at. Two passes over the samples, no object a pixel.
 */
public final class DisplayPixels {

    private static final int OPAQUE = 0xff000000;
    private static final int WHITE = 255;
    private static final int MOST_TABLED_BITS = 16;

    private DisplayPixels() {}

    /** One value a pixel, {@code width * height} of them. */
    public static int[] of(Frame stored) {
        Frame frame = Colours.asRgb(stored);
        int[] pixels = new int[frame.width() * frame.height()];
        Levels levels = levels(frame);
        switch (frame.photometric()) {
            case MONOCHROME1, MONOCHROME2 -> grey(levels, pixels);
            case RGB -> rgb(levels, pixels);
            case MONOCHROME2_ALPHA, RGB_ALPHA -> overBlack(frame, levels, pixels);
            case CMYK -> inks(levels, pixels);
            default -> throw new IllegalArgumentException("no way to show " + frame.photometric());
        }
        return pixels;
    }

    /** The screen level of the sample at an index, 0 to 255. */
    @FunctionalInterface
    private interface Levels {
        int at(int index);
    }

    /** By a table over all values that the bits can store; too many values for a table are computed one by one. */
    private static Levels levels(Frame frame) {
        Brightness rule = Brightness.of(frame);
        Samples samples = frame.samples();
        if (samples.floating() || frame.bitsStored() > MOST_TABLED_BITS) {
            return index -> rule.level(samples.value(index));
        }
        int least = (int) frame.storedLeast();
        byte[] levels = new byte[(int) frame.storedLimit() - least + 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) rule.level(least + i);
        }
        return index -> levels[samples.get(index) - least] & 0xff;
    }

    private static void grey(Levels levels, int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = OPAQUE | levels.at(i) * 0x010101;
        }
    }

    private static void rgb(Levels levels, int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = OPAQUE | levels.at(3 * i) << 16 | levels.at(3 * i + 1) << 8 | levels.at(3 * i + 2);
        }
    }

    private static void overBlack(Frame frame, Levels levels, int[] pixels) {
        Samples samples = frame.samples();
        int channels = frame.photometric().samples();
        int green = channels == 2 ? 0 : 1;
        double limit = frame.storedLimit();
        for (int i = 0; i < pixels.length; i++) {
            int at = i * channels;
            double alpha = samples.value(at + channels - 1) / limit;
            pixels[i] = OPAQUE
                    | share(levels.at(at), alpha) << 16
                    | share(levels.at(at + green), alpha) << 8
                    | share(levels.at(at + 2 * green), alpha);
        }
    }

    private static void inks(Levels levels, int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int at = 4 * i;
            double light = (WHITE - levels.at(at + 3)) / (double) WHITE;
            pixels[i] = OPAQUE
                    | share(WHITE - levels.at(at), light) << 16
                    | share(WHITE - levels.at(at + 1), light) << 8
                    | share(WHITE - levels.at(at + 2), light);
        }
    }

    private static int share(int level, double part) {
        return (int) Math.max(0, Math.min(WHITE, Math.round(level * part)));
    }
}
