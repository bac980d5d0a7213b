package org.medspike.imaging.raster;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;
import org.medspike.imaging.codec.jpeg.DctDecoder;
import org.medspike.imaging.codec.jpeg.JpegMarks;
import org.medspike.imaging.codec.jpeg.LosslessDecoder;

/**
 * The JPEG image of a file, or inside another file: baseline, progressive or extended with eight or twelve bits, or lossless.
 *
 * <p>The decoder of the Java platform does the eight bits; it takes more broken streams than others and interpolates
 * sub-sampled components.
 */
public final class JpegCodestream {

    private JpegCodestream() {}

    /**
     * Decodes it.
     *
     * @param limits what the file around it says; another size in the codestream is refused
     * @return components as they were coded, sub-sampled ones brought to full size
     */
    public static DecodedPixels decode(byte[] codestream, CodecLimits limits) throws ImageReadException {
        JpegMarks marks = JpegMarks.of(codestream);
        if (marks.isLossless()) {
            return LosslessDecoder.decode(codestream, limits);
        }
        return marks.isTwelveBitDct() ? DctDecoder.decode(codestream, limits) : eightBits(codestream, limits);
    }

    private static DecodedPixels eightBits(byte[] codestream, CodecLimits limits) throws ImageReadException {
        ImageReader reader = RasterFormat.JPEG.platformReader();
        boolean[] cutShort = {false};
        reader.addIIOReadWarningListener((source, warning) ->
                cutShort[0] |= warning.toLowerCase(Locale.ROOT).contains("premature end"));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(codestream))) {
            reader.setInput(in, false, true);
            limits.require("JPEG", reader.getWidth(0), reader.getHeight(0), limits.components());
            Raster raster = reader.readRaster(0, null);
            if (cutShort[0]) {
                throw DecoderFault.endsTooEarly(null);
            }
            limits.require("JPEG", raster.getWidth(), raster.getHeight(), raster.getNumBands());
            return pixels(raster);
        } catch (IOException | RuntimeException e) {
            throw DecoderFault.told(e);
        } finally {
            reader.dispose();
        }
    }

    private static DecodedPixels pixels(Raster raster) {
        int row = raster.getWidth() * raster.getNumBands();
        short[] values = new short[row * raster.getHeight()];
        int[] samples = new int[row];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
            for (int x = 0; x < row; x++) {
                values[y * row + x] = (short) samples[x];
            }
        }
        return new DecodedPixels(raster.getWidth(), raster.getHeight(), raster.getNumBands(), 8, values);
    }
}
