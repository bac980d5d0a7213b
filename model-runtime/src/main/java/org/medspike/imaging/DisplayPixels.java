package org.medspike.imaging;

/**
 * A frame as opaque pixels for the screen, {@code 0xffRRGGBB}, rows from the top.
 *
 * <p>Eight-bit values stay as they are; of more bits the frame's smallest value becomes black and the largest white, by
 * a table; a grey frame with a window follows the window. Opacity is applied over black, inks take away light. The pixels lie as the frame's samples do: give it
 * {@link Frame#upright()} for an image that is to be looked at. Two passes over the samples, no object a pixel.
 */
public final class DisplayPixels {

    private static final int OPAQUE = 0xff000000;
    private static final int WHITE = 255;

    private DisplayPixels() {}

    /** One value a pixel, {@code width * height} of them. */
    public static int[] of(Frame frame) {
        int[] pixels = new int[frame.width() * frame.height()];
        byte[] levels = levels(frame);
        Samples samples = frame.samples();
        switch (frame.photometric()) {
            case MONOCHROME1, MONOCHROME2 -> grey(samples, frame.storedLeast(), levels, pixels);
            case RGB -> rgb(samples, levels, pixels);
            case MONOCHROME2_ALPHA, RGB_ALPHA -> overBlack(frame, levels, pixels);
            case CMYK -> inks(samples, levels, pixels);
            default -> throw new IllegalArgumentException("no way to show " + frame.photometric());
        }
        return pixels;
    }

    /** The screen level of every stored value, by its distance from the smallest that the bits can store. */
    private static byte[] levels(Frame frame) {
        Brightness rule = Brightness.of(frame);
        int least = frame.storedLeast();
        byte[] levels = new byte[frame.storedLimit() - least + 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) rule.level(least + i);
        }
        return levels;
    }

    private static void grey(Samples samples, int least, byte[] levels, int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = OPAQUE | (levels[samples.get(i) - least] & 0xff) * 0x010101;
        }
    }

    private static void rgb(Samples samples, byte[] levels, int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = OPAQUE
                    | (levels[samples.get(3 * i)] & 0xff) << 16
                    | (levels[samples.get(3 * i + 1)] & 0xff) << 8
                    | levels[samples.get(3 * i + 2)] & 0xff;
        }
    }

    private static void overBlack(Frame frame, byte[] levels, int[] pixels) {
        Samples samples = frame.samples();
        int channels = frame.photometric().samples();
        int green = channels == 2 ? 0 : 1;
        int limit = frame.storedLimit();
        for (int i = 0; i < pixels.length; i++) {
            int at = i * channels;
            int alpha = samples.get(at + channels - 1);
            pixels[i] = OPAQUE
                    | share(levels[samples.get(at)] & 0xff, alpha, limit) << 16
                    | share(levels[samples.get(at + green)] & 0xff, alpha, limit) << 8
                    | share(levels[samples.get(at + 2 * green)] & 0xff, alpha, limit);
        }
    }

    private static void inks(Samples samples, byte[] levels, int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int at = 4 * i;
            int light = WHITE - (levels[samples.get(at + 3)] & 0xff);
            pixels[i] = OPAQUE
                    | share(WHITE - (levels[samples.get(at)] & 0xff), light, WHITE) << 16
                    | share(WHITE - (levels[samples.get(at + 1)] & 0xff), light, WHITE) << 8
                    | share(WHITE - (levels[samples.get(at + 2)] & 0xff), light, WHITE);
        }
    }

    private static int share(int level, int part, int whole) {
        return (level * part + whole / 2) / whole;
    }
}
