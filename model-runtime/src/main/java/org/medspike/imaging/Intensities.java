package org.medspike.imaging;

/**
 * Stored values as brightness from 0 to 1, for networks.
 *
 * <p>Eight-bit values are divided by 255. Values of more bits seldom use their whole range (a 12-bit camera in a 16-bit
 * file), so the frame's own smallest and largest value become 0 and 1. Opacity is applied over black. Inks take away
 * light, {@code red = (1 - cyan) (1 - black)} and so on, without colour management. {@link DisplayPixels} follows the
 * same rules, so that the network sees what the user sees.
 */
public final class Intensities {

    private Intensities() {}

    /**
     * Three planes, red, green and blue; one plane three times for a grey frame.
     */
    public static Plane[] rgb(Frame frame) {
        StoredRange range = StoredRange.of(frame);
        Plane first = plane(frame, 0, range);
        if (frame.photometric().colours() == 1) {
            return new Plane[] {first, first, first};
        }
        return new Plane[] {first, plane(frame, 1, range), plane(frame, 2, range)};
    }

    private static Plane plane(Frame frame, int channel, StoredRange range) {
        int channels = frame.photometric().samples();
        int last = channels - 1;
        Samples samples = frame.samples();
        boolean alpha = frame.photometric().hasAlpha();
        boolean inks = frame.photometric() == Photometric.CMYK;
        float limit = frame.storedLimit();
        float factor = range.high() > range.low() ? 1f / (range.high() - range.low()) : 0;
        float[] values = new float[frame.width() * frame.height()];
        for (int i = 0; i < values.length; i++) {
            int pixel = i * channels;
            float value = (samples.get(pixel + channel) - range.low()) * factor;
            if (alpha) {
                value *= samples.get(pixel + last) / limit;
            } else if (inks) {
                value = (1 - value) * (1 - samples.get(pixel + last) / limit);
            }
            values[i] = value;
        }
        return new Plane(frame.width(), frame.height(), values);
    }
}
