package org.medspike.imaging.raster;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.medspike.imaging.ImageReadException;

/** A JPEG image inside another file. Its JPEG may be baseline, extended with eight bits, or lossless. */
public final class JpegCodestream {

    private JpegCodestream() {}

    /**
     * Decodes it.
     *
     * @param width as the file around it says; another one in the codestream is refused
     * @param height likewise
     * @param samples a pixel, 1 or 3
     * @param sampleBytes 1 or 2
     * @param asStored whether three samples are to be taken as they are; else luminance with chroma, as the codestream's
     *     own marks tell it, becomes red, green and blue
     * @return samples row by row, interleaved, low byte first
     */
    public static byte[] decode(
            byte[] codestream, int width, int height, int samples, int sampleBytes, boolean asStored)
            throws ImageReadException {
        ImageReader reader = RasterFormat.JPEG.reader();
        boolean[] cutShort = {false};
        reader.addIIOReadWarningListener((source, warning) ->
                cutShort[0] |= warning.toLowerCase(Locale.ROOT).contains("premature end"));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(codestream))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
                throw ImageReadException.broken("the header says " + width + " x " + height + " pixels, its JPEG image "
                        + reader.getWidth(0) + " x " + reader.getHeight(0));
            }
            Raster raster = samples == 1 || asStored
                    ? reader.readRaster(0, null)
                    : reader.read(0).getRaster();
            if (cutShort[0]) {
                throw DecoderFault.endsTooEarly(null);
            }
            return bytes(raster, samples, sampleBytes);
        } catch (IOException | RuntimeException e) {
            throw DecoderFault.told(e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] bytes(Raster raster, int samples, int sampleBytes) throws ImageReadException {
        int bits = raster.getTransferType() == DataBuffer.TYPE_BYTE ? 8 : 16;
        if (raster.getNumBands() != samples || bits > 8 * sampleBytes) {
            throw ImageReadException.broken("the header says " + samples + " samples of " + 8 * sampleBytes
                    + " bits a pixel, its JPEG image " + raster.getNumBands() + " of " + bits);
        }
        int row = raster.getWidth() * samples;
        byte[] bytes = new byte[row * raster.getHeight() * sampleBytes];
        int[] values = new int[row];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, values);
            for (int value : values) {
                bytes[at++] = (byte) value;
                if (sampleBytes == 2) {
                    bytes[at++] = (byte) (value >> 8);
                }
            }
        }
        return bytes;
    }
}
