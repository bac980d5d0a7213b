package org.medspike.imaging;

/**
 * Stored values as brightness from 0 to 1, for networks and for the screen.
 *
 * <p>Eight-bit values are divided by 255. Values of more bits seldom use their whole range (a 12-bit camera in a 16-bit
 * file), so the frame's own smallest and largest value become 0 and 1. Opacity is applied over black.
 */
public final class Intensities {

    private Intensities() {}

    /**
     * Three planes, red, green and blue; one plane three times for a grey frame.
     */
    public static Plane[] rgb(Frame frame) {
        Plane first = plane(frame, 0);
        if (frame.photometric().colours() == 1) {
            return new Plane[] {first, first, first};
        }
        return new Plane[] {first, plane(frame, 1), plane(frame, 2)};
    }

    private static Plane plane(Frame frame, int channel) {
        int channels = frame.photometric().samples();
        Range range = Range.of(frame);
        float[] values = new float[frame.width() * frame.height()];
        Samples samples = frame.samples();
        boolean alpha = frame.photometric().hasAlpha();
        for (int i = 0; i < values.length; i++) {
            float value = (samples.get(i * channels + channel) - range.low) * range.factor;
            values[i] = alpha ? value * samples.get(i * channels + channels - 1) / frame.storedLimit() : value;
        }
        return new Plane(frame.width(), frame.height(), values);
    }

    private record Range(int low, float factor) {

        static Range of(Frame frame) {
            if (frame.bitsStored() <= 8) {
                return new Range(0, 1f / frame.storedLimit());
            }
            int channels = frame.photometric().samples();
            int colours = frame.photometric().colours();
            int low = Integer.MAX_VALUE;
            int high = Integer.MIN_VALUE;
            for (int i = 0; i < frame.samples().length(); i++) {
                if (i % channels < colours) {
                    low = Math.min(low, frame.samples().get(i));
                    high = Math.max(high, frame.samples().get(i));
                }
            }
            return new Range(low, high > low ? 1f / (high - low) : 0);
        }
    }
}
