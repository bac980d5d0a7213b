package org.medspike.imaging.codec.jpeg2000;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jj2000.j2k.NotImplementedError;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;

/** Decodes a JPEG 2000 codestream, bare or in a JP2 file. Its own transform of components is undone. */
public final class Jpeg2000Decoder {

    private Jpeg2000Decoder() {}

    /**
     * Decodes a codestream.
     *
     * @param limits what the image is expected to be; another size is refused before anything is allocated
     * @return values below zero have their sign in all bits of a cell
     */
    public static DecodedPixels decode(byte[] codestream, CodecLimits limits) throws ImageReadException {
        Codestream checked = Codestream.checked(codestream, limits);
        ImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(checked.bytes()))) {
            QuietLog.install();
            reader.setInput(in, false, true);
            Raster raster = reader.readRaster(0, null);
            limits.require("JPEG 2000", raster.getWidth(), raster.getHeight(), raster.getNumBands());
            return new DecodedPixels(
                    limits.width(), limits.height(), limits.components(), checked.bits(), values(raster));
        } catch (ImageReadException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw ImageReadException.broken("its JPEG 2000 image is damaged", e);
        } catch (NotImplementedError e) {
            throw ImageReadException.unsupported(
                    "its JPEG 2000 image is coded in a way that this version does not decode");
        } finally {
            reader.dispose();
            QuietLog.remove();
        }
    }

    private static short[] values(Raster raster) {
        int row = raster.getWidth() * raster.getNumBands();
        short[] values = new short[row * raster.getHeight()];
        int[] samples = new int[row];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
            for (int x = 0; x < row; x++) {
                values[y * row + x] = (short) samples[x];
            }
        }
        return values;
    }
}
