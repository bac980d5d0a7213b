package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.codec.DecodedPixels;

/** What the three components of a JPEG image mean, by the marks of its codestream, and their way to red, green and blue. */
public final class JpegColour {

    private JpegColour() {}

    /**
     * Whether three components are luminance with chroma: always behind a JFIF mark (JFIF 1.02), as the transform says
     * behind Adobe's (Adobe Technical Note 5116); without a mark as the file around it says.
     *
     * @param declared what the file around it says
     */
    public static boolean isLuminance(byte[] codestream, boolean declared) {
        boolean luminance = declared;
        for (int at = 2; at + 16 < codestream.length && codestream[at] == (byte) 0xff; ) {
            int marker = codestream[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == 0xda) {
                break;
            }
            if (marker == 0xe0 && begins(codestream, at + 4, "JFIF")) {
                return true;
            }
            if (marker == 0xee && begins(codestream, at + 4, "Adobe")) {
                luminance = codestream[at + 15] != 0;
            }
            at += 2 + ((codestream[at + 2] & 0xff) << 8 | codestream[at + 3] & 0xff);
        }
        return luminance;
    }

    private static boolean begins(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Red, green and blue of luminance with chroma (T.871, 7), in place. */
    public static void toRgb(DecodedPixels pixels) {
        int most = (1 << pixels.bits()) - 1;
        int middle = 1 << pixels.bits() - 1;
        short[] values = pixels.values();
        for (int i = 0; i + 2 < values.length; i += 3) {
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
