package org.medspike.imaging.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;
import org.medspike.imaging.bytes.ByteSource;

/**
 * Float and Double Float Pixel Data (PS3.3, C.7.6.24 and C.7.6.25): one sample a pixel, never compressed. Doubles are rounded
 * to floats.
 */
final class FloatingPixels {

    private final DicomFile file;
    private final DataElement element;
    private final int bytesEach;
    private final int pixels;

    private FloatingPixels(DicomFile file, DataElement element, int bytesEach, int pixels) {
        this.file = file;
        this.element = element;
        this.bytesEach = bytesEach;
        this.pixels = pixels;
    }

    static boolean isIn(DataSet data) {
        return data.has(Tag.FLOAT_PIXEL_DATA) || data.has(Tag.DOUBLE_FLOAT_PIXEL_DATA);
    }

    /** Refuses pixel data that are too short for the header. */
    static FloatingPixels of(DicomFile file, PixelLayout layout) throws ImageReadException {
        boolean single = file.data().has(Tag.FLOAT_PIXEL_DATA);
        DataElement element = file.data()
                .element(single ? Tag.FLOAT_PIXEL_DATA : Tag.DOUBLE_FLOAT_PIXEL_DATA)
                .orElseThrow();
        int bytesEach = single ? Float.BYTES : Double.BYTES;
        if (layout.photometric() != Photometric.MONOCHROME2) {
            throw ImageReadException.broken("its pixels are floating-point numbers, but no grey values");
        }
        if ((long) layout.frames() > element.length() / ((long) layout.pixels() * bytesEach)) {
            throw ImageReadException.broken("the DICOM header declares " + layout.sizes() + " of " + 8 * bytesEach
                    + " bits, but its pixel data have only " + element.length() + " bytes");
        }
        return new FloatingPixels(file, element, bytesEach, layout.pixels());
    }

    Samples read(int frame) throws IOException {
        ByteSource bytes = file.bytes();
        long position = element.position() + (long) frame * pixels * bytesEach;
        ByteBuffer cells = ByteBuffer.wrap(bytes.read(position, pixels * bytesEach))
                .order(file.syntax().order());
        float[] values = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            values[i] = bytesEach == Float.BYTES ? cells.getFloat() : (float) cells.getDouble();
        }
        return new Samples.Floats(values);
    }
}
