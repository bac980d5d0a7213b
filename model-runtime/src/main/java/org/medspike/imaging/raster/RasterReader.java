package org.medspike.imaging.raster;

import java.nio.file.Path;
import org.medspike.imaging.ImageFormatReader;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/** Opens PNG, JPEG, TIFF, BMP, GIF and WebP files. */
public final class RasterReader implements ImageFormatReader {

    @Override
    public boolean recognises(byte[] head) {
        return RasterFormat.of(head).isPresent();
    }

    @Override
    public ImageSource open(Path file) throws ImageReadException {
        return RasterSource.open(file);
    }
}
