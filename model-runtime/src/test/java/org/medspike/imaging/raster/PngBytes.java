package org.medspike.imaging.raster;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG files chunk by chunk, with right check sums, whatever the chunks say. */
final class PngBytes {

    static final int GREY = 0;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PngBytes(int width, int height, int bitDepth, int colourType) throws IOException {
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[] {(byte) bitDepth, (byte) colourType, 0, 0, 0});
        chunk("IHDR", header.toByteArray());
    }

    PngBytes chunk(String type, byte[] data) throws IOException {
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(data.length);
        byte[] name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        out.write(name);
        out.write(data);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt((int) crc.getValue());
        return this;
    }

    /** Rows as they are filtered: each begins with its filter type, 0 for none. */
    PngBytes rows(byte[] filtered) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(filtered);
        }
        return chunk("IDAT", packed.toByteArray());
    }

    byte[] end() throws IOException {
        chunk("IEND", new byte[0]);
        return bytes.toByteArray();
    }
}
