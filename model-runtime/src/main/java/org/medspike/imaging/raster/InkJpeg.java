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
 * JPEG files of four components: amounts of ink, which they keep.
 *
 * <p>Adobe's programs store them turned over, and the first three perhaps as luminance with chroma (Adobe Technical Note
 * 5116).
 */
final class InkJpeg {

    private static final int INKS = 4;
    private static final int WITH_BLACK = 2;

    private InkJpeg() {}

    /** Whether a codestream is of this kind. */
    static boolean is(JpegMarks marks) {
        return marks.components() == INKS;
    }

    static Frame read(byte[] codestream, JpegMarks marks, int width, int height, Orientation orientation)
            throws ImageReadException {
        DecodedPixels pixels = JpegCodestream.decode(codestream, new CodecLimits(width, height, INKS));
        boolean luminance = marks.adobeTransform().orElse(0) == WITH_BLACK;
        if (luminance) {
            JpegColour.toRgb(pixels);
        }
        short[] values = pixels.values();
        byte[] inks = new byte[values.length];
        for (int i = 0; i < inks.length; i++) {
            // Red is what cyan takes away: the conversion has turned the first three over already.
            boolean turned = marks.adobeTransform().isPresent() && (!luminance || i % INKS == INKS - 1);
            inks[i] = (byte) (turned ? 255 - values[i] : values[i]);
        }
        return new Frame(width, height, Photometric.CMYK, 8, orientation, new Samples.Bytes(inks));
    }
}
