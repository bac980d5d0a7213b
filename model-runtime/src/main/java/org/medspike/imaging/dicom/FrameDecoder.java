package org.medspike.imaging.dicom;

import java.nio.ByteOrder;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;
import org.medspike.imaging.codec.jpeg.JpegColour;
import org.medspike.imaging.codec.jpeg.JpegMarks;
import org.medspike.imaging.codec.jpeg2000.Jpeg2000Decoder;
import org.medspike.imaging.codec.jpegls.JpegLsDecoder;
import org.medspike.imaging.raster.JpegCodestream;

/** Decodes one compressed frame by the codec that its transfer syntax names. */
final class FrameDecoder {

    private FrameDecoder() {}

    static Cells decode(byte[] coded, TransferSyntax syntax, PixelLayout layout) throws ImageReadException {
        if (syntax.codec() == TransferSyntax.Codec.RLE) {
            return new Cells.Whole(RleDecoder.decode(coded, layout), layout.cellBytes(), ByteOrder.LITTLE_ENDIAN);
        }
        CodecLimits limits = new CodecLimits(layout.columns(), layout.rows(), layout.samples());
        DecodedPixels pixels =
                switch (syntax.codec()) {
                    case JPEG -> jpeg(coded, limits, layout);
                    case JPEG_LS -> JpegLsDecoder.decode(coded, limits);
                    case JPEG_2000 -> Jpeg2000Decoder.decode(coded, limits);
                    default -> throw new IllegalArgumentException(syntax.codec() + " compresses nothing");
                };
        if (pixels.bits() > layout.bitsAllocated()) {
            throw ImageReadException.broken("the DICOM header allocates " + layout.bitsAllocated()
                    + " bits to a sample, its compressed image " + pixels.bits());
        }
        return new Cells.Coded(pixels.values());
    }

    private static DecodedPixels jpeg(byte[] coded, CodecLimits limits, PixelLayout layout) throws ImageReadException {
        JpegMarks marks = JpegMarks.of(coded);
        DecodedPixels pixels = JpegCodestream.decode(coded, limits);
        if (limits.components() == 3 && marks.isLuminance(layout.luminance())) {
            JpegColour.toRgb(pixels);
        }
        return pixels;
    }
}
