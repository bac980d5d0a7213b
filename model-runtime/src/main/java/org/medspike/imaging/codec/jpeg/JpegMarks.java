package org.medspike.imaging.codec.jpeg;

import java.util.OptionalInt;

/**
 * What the markers before the first scan of a JPEG codestream say (T.81, annex B; T.871 for JFIF; Adobe Technical Note 5116).
 *
 * @param process of the frame: 0 baseline, 1 extended, 2 progressive, 3 lossless ...; -1 where there is no frame
 * @param precision bits of a sample
 * @param components samples a pixel
 * @param jfif whether a JFIF segment is there
 * @param adobeTransform of an Adobe segment: 0 none, 1 luminance with chroma, 2 the same with black
 */
public record JpegMarks(int process, int precision, int components, boolean jfif, OptionalInt adobeTransform) {

    /** Reads them; of a damaged codestream, what comes before the damage. */
    public static JpegMarks of(byte[] bytes) {
        int process = -1;
        int precision = 0;
        int components = 0;
        boolean jfif = false;
        OptionalInt adobe = OptionalInt.empty();
        for (int at = 2; at + 4 <= bytes.length; ) {
            int marker = bytes[at + 1] & 0xff;
            if (bytes[at] != (byte) 0xff || marker == 0xff) {
                at++;
                continue;
            }
            if (marker == 0xda || marker == 0xd9) {
                break;
            }
            int length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
            boolean whole = at + 2 + length <= bytes.length;
            if (whole && isFrame(marker) && length >= 8) {
                process = marker - 0xc0;
                precision = bytes[at + 4] & 0xff;
                components = bytes[at + 9] & 0xff;
            }
            jfif |= whole && marker == 0xe0 && length >= 6 && begins(bytes, at + 4, "JFIF");
            if (whole && marker == 0xee && length >= 14 && begins(bytes, at + 4, "Adobe")) {
                adobe = OptionalInt.of(bytes[at + 15] & 0xff);
            }
            at += 2 + length;
        }
        return new JpegMarks(process, precision, components, jfif, adobe);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean begins(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether three components are luminance with chroma: always behind a JFIF mark, as the transform says behind Adobe's;
     * without a mark as the file around it says.
     *
     * @param declared what the file around it says
     */
    public boolean isLuminance(boolean declared) {
        if (jfif) {
            return true;
        }
        return adobeTransform.isPresent() ? adobeTransform.getAsInt() != 0 : declared;
    }

    /** Whether it is for {@link LosslessDecoder}. */
    public boolean isLossless() {
        return process == 3;
    }

    /** Whether it is for {@link DctDecoder} alone: twelve bits by discrete cosine transform. */
    public boolean isTwelveBitDct() {
        return process >= 0 && process <= 2 && precision == 12;
    }
}
