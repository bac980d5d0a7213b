package org.medspike.imaging.raster;

import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;
import org.medspike.imaging.codec.jpeg.JpegColour;
import org.medspike.imaging.codec.jpeg.JpegMarks;

/**
 * JPEG files whose samples stay as the codestream holds them: amounts of ink, lossless ones, those of twelve bits.
 *
 * <p>Adobe's programs store inks turned over, and the first three perhaps as luminance with chroma (Adobe Technical Note
 * 5116).
 */
final class StoredJpeg {

    private static final int INKS = 4;
    private static final int WITH_BLACK = 2;

    private StoredJpeg() {}

    /** Whether a codestream is of this kind. */
    static boolean is(JpegMarks marks) {
        return marks.components() == INKS || marks.isLossless() || marks.isTwelveBitDct();
    }

    static Frame read(byte[] codestream, JpegMarks marks, int width, int height, Orientation orientation)
            throws ImageReadException {
        DecodedPixels pixels = JpegCodestream.decode(codestream, new CodecLimits(width, height, marks.components()));
        Photometric photometric =
                switch (marks.components()) {
                    case 1 -> Photometric.MONOCHROME2;
                    case 3 -> Photometric.RGB;
                    case INKS -> Photometric.CMYK;
                    default ->
                        throw ImageReadException.unsupported(
                                "its JPEG image has " + marks.components() + " samples a pixel; 1, 3 and 4 are shown");
                };
        if (photometric == Photometric.CMYK) {
            inks(pixels, marks);
        } else if (photometric == Photometric.RGB && marks.isLuminance(!marks.isLossless())) {
            JpegColour.toRgb(pixels);
        }
        return new Frame(width, height, photometric, pixels.bits(), orientation, samples(pixels));
    }

    private static void inks(DecodedPixels pixels, JpegMarks marks) {
        boolean luminance = marks.adobeTransform().orElse(0) == WITH_BLACK;
        if (luminance) {
            JpegColour.toRgb(pixels);
        }
        short[] values = pixels.values();
        for (int i = 0; i < values.length; i++) {
            // Red is what cyan takes away: the conversion has turned the first three over already.
            boolean turned = marks.adobeTransform().isPresent() && (!luminance || i % INKS == INKS - 1);
            values[i] = (short) (turned ? (1 << pixels.bits()) - 1 - values[i] : values[i]);
        }
    }

    private static Samples samples(DecodedPixels pixels) {
        if (pixels.bits() > 8) {
            return new Samples.Shorts(pixels.values());
        }
        byte[] bytes = new byte[pixels.values().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels.values()[i];
        }
        return new Samples.Bytes(bytes);
    }
}
