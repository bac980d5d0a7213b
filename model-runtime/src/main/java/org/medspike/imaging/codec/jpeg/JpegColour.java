package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.codec.DecodedPixels;

/** The way of luminance with chroma to red, green and blue (T.871, 7). */
public final class JpegColour {

    private JpegColour() {}

    /** Converts the first three components of every pixel in place. */
    public static void toRgb(DecodedPixels pixels) {
        int most = (1 << pixels.bits()) - 1;
        int middle = 1 << pixels.bits() - 1;
        short[] values = pixels.values();
        for (int i = 0; i + 2 < values.length; i += pixels.components()) {
            int y = values[i] & 0xffff;
            int b = (values[i + 1] & 0xffff) - middle;
            int r = (values[i + 2] & 0xffff) - middle;
            values[i] = level(y + 1.402 * r, most);
            values[i + 1] = level(y - 0.344136286 * b - 0.714136286 * r, most);
            values[i + 2] = level(y + 1.772 * b, most);
        }
    }

    private static short level(double value, int most) {
        return (short) Math.max(0, Math.min(most, Math.round(value)));
    }
}
