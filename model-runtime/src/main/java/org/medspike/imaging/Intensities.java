package org.medspike.imaging;

/**
 * Stored values as brightness from 0 to 1, for networks.
 *
 * <p>Eight-bit values are divided by 255. Values of more bits seldom use their whole range (a 12-bit camera in a 16-bit
 * file), so the frame's own smallest and largest value become 0 and 1. A grey frame with a window ({@link GreyScale}; CT and
 * NIfTI have one always) follows the window instead, so that equal measures are equally bright in all slices. Opacity is applied over black. Inks take away
 * light, {@code red = (1 - cyan) (1 - black)} and so on, without colour management. {@link DisplayPixels} follows the
 * same rules, so that the network sees what the user sees.
 */
public final class Intensities {

    private Intensities() {}

    /**
     * Three planes, red, green and blue; one plane three times for a grey frame.
     */
    public static Plane[] rgb(Frame stored) {
        Frame frame = Colours.asRgb(stored);
        Brightness rule = Brightness.of(frame);
        Plane first = plane(frame, 0, rule);
        if (frame.photometric().colours() == 1) {
            return new Plane[] {first, first, first};
        }
        return new Plane[] {first, plane(frame, 1, rule), plane(frame, 2, rule)};
    }

    private static Plane plane(Frame frame, int channel, Brightness rule) {
        int channels = frame.photometric().samples();
        int last = channels - 1;
        Samples samples = frame.samples();
        boolean alpha = frame.photometric().hasAlpha();
        boolean inks = frame.photometric() == Photometric.CMYK;
        float limit = frame.storedLimit();
        float[] values = new float[frame.width() * frame.height()];
        for (int i = 0; i < values.length; i++) {
            int pixel = i * channels;
            float value = rule.of(samples.value(pixel + channel));
            if (alpha) {
                value *= (float) samples.value(pixel + last) / limit;
            } else if (inks) {
                value = (1 - value) * (1 - (float) samples.value(pixel + last) / limit);
            }
            values[i] = value;
        }
        return new Plane(frame.width(), frame.height(), values);
    }
}
