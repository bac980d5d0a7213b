package org.medspike.imaging;

/**
 * An upright image as a network takes it: squashed to the input's size, 256 levels a channel.
 *
 * <p>Training and inference both go this way, to the last bit: a neuron near its threshold answers to differences that no
 * eye sees (decision 0011).
 */
public final class InputLevels {

    private static final int CHANNELS = 3;
    private static final int LARGEST = 255;

    private InputLevels() {}

    /**
     * Levels 0 to 255 of red, green and blue, {@code 3 * width * height}, plane by plane.
     *
     * @param upright of any size, see {@link Intensities}
     */
    public static byte[] of(Frame upright, int width, int height) {
        int pixels = width * height;
        byte[] levels = new byte[CHANNELS * pixels];
        Plane[] planes = Intensities.rgb(upright);
        for (int c = 0; c < CHANNELS; c++) {
            boolean repeated = c > 0 && planes[c] == planes[0];
            if (repeated) {
                System.arraycopy(levels, 0, levels, c * pixels, pixels);
            } else {
                System.arraycopy(of(planes[c], width, height), 0, levels, c * pixels, pixels);
            }
        }
        return levels;
    }

    /** Levels of one plane whose values are 0 to 1. */
    public static byte[] of(Plane plane, int width, int height) {
        float[] values = Resampling.resize(plane, width, height).values();
        byte[] levels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            levels[i] = (byte) Math.round(Math.max(0, Math.min(1, values[i])) * LARGEST);
        }
        return levels;
    }

    /** The intensity of a level, 0 to 1. */
    public static float intensity(byte level) {
        return (level & 0xff) / (float) LARGEST;
    }
}
