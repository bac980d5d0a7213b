package org.medspike.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.medspike.imaging.Plane;
import org.medspike.storage.AtomicFile;

/**
 * Writes a map of numbers as a NumPy file, version 1.0.
 *
 * <pre>
 * 6 bytes    0x93 N U M P Y
 * 2 bytes    version 1, 0
 * u16        length of the header that follows, little-endian
 * header     {'descr': '&lt;f4', 'fortran_order': False, 'shape': (height, width), }  padded with blanks so that the
 *            data begin at a multiple of 64, and ended by a line feed
 * data       32-bit floats, little-endian, row by row
 * </pre>
 */
public final class Npy {

    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 10;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private Npy() {}

    /**
     * Writes or replaces a file; {@code numpy.load} gives an array of shape {@code (height, width)}.
     *
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, Plane plane) throws IOException {
        byte[] header = header(plane);
        AtomicFile.write(file, out -> {
            out.write(MAGIC);
            out.write(header.length & 0xff);
            out.write(header.length >> 8);
            out.write(header);
            ByteBuffer row = ByteBuffer.allocate(plane.width() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int y = 0; y < plane.height(); y++) {
                row.clear();
                row.asFloatBuffer().put(plane.values(), y * plane.width(), plane.width());
                out.write(row.array());
            }
        });
    }

    private static byte[] header(Plane plane) {
        String dictionary =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + plane.height() + ", " + plane.width() + "), }";
        int padding = ALIGNMENT - (PREFIX + dictionary.length() + 1) % ALIGNMENT;
        return (dictionary + " ".repeat(padding % ALIGNMENT) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
