package org.medspike.imaging.codec.jpeg2000;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import jj2000.j2k.NotImplementedError;
import org.jspecify.annotations.Nullable;
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
        // JJ2000 throws plain errors; a task hands them over like other faults.
        FutureTask<Raster> task = new FutureTask<>(() -> raster(checked.bytes()));
        task.run();
        try {
            Raster raster = task.get();
            limits.require("JPEG 2000", raster.getWidth(), raster.getHeight(), raster.getNumBands());
            return new DecodedPixels(
                    limits.width(), limits.height(), limits.components(), checked.bits(), values(raster));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ImageReadException.broken("decoding was interrupted", e);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        }
    }

    private static ImageReadException told(@Nullable Throwable fault) {
        if (fault instanceof OutOfMemoryError) {
            return ImageReadException.broken(
                    "there is not enough memory to decode it; close other images and try again");
        }
        return fault instanceof NotImplementedError
                ? ImageReadException.unsupported(
                        "its JPEG 2000 image is coded in a way that this version does not decode")
                : ImageReadException.broken("its JPEG 2000 image is damaged", fault);
    }

    private static Raster raster(byte[] codestream) throws IOException {
        ImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
        try (ImageInputStream in = new EndingStream(codestream)) {
            QuietLog.install();
            reader.setInput(in, false, true);
            return reader.readRaster(0, null);
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
