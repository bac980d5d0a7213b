package org.medspike.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CT slices that the test draws itself: a ball of 40 HU in air, 5 mm from slice to slice, named against the order of their
 * positions.
 */
final class DrawnSeries {

    static final int SLICES = 12;
    static final int SIZE = 96;

    private DrawnSeries() {}

    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int z = 0; z < SLICES; z++) {
            Files.write(folder.resolve(String.format("s%02d.dcm", SLICES - z)), slice(z, 1));
        }
        return folder;
    }

    /** A clip of frames, 25 a second, without positions. */
    static Path writeClip(Path file) throws IOException {
        return Files.write(file, slice(0, SLICES));
    }

    private static byte[] slice(int z, int frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[128]);
        bytes.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        text(bytes, 0x00020010, "UI", "1.2.840.10008.1.2.1");
        text(bytes, 0x00080060, "CS", "CT");
        text(bytes, 0x00100010, "PN", "Secret^Person");
        if (frames > 1) {
            text(bytes, 0x00181063, "DS", "40");
        }
        text(bytes, 0x0020000e, "UI", "1.2.3." + frames);
        if (frames == 1) {
            text(bytes, 0x00200032, "DS", "0\\0\\" + 5 * z);
            text(bytes, 0x00200037, "DS", "1\\0\\0\\0\\1\\0");
        }
        number(bytes, 0x00280002, 1);
        text(bytes, 0x00280004, "CS", "MONOCHROME2");
        text(bytes, 0x00280008, "IS", Integer.toString(frames));
        number(bytes, 0x00280010, SIZE);
        number(bytes, 0x00280011, SIZE);
        text(bytes, 0x00280030, "DS", "0.5\\0.5");
        number(bytes, 0x00280100, 16);
        number(bytes, 0x00280101, 16);
        number(bytes, 0x00280102, 15);
        number(bytes, 0x00280103, 1);
        text(bytes, 0x00281052, "DS", "-1000");
        text(bytes, 0x00281053, "DS", "1");
        pixels(bytes, z, frames);
        return bytes.toByteArray();
    }

    private static void pixels(ByteArrayOutputStream bytes, int first, int frames) {
        int length = 2 * SIZE * SIZE * frames;
        ByteBuffer pixels = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
        pixels.putShort((short) 0x7fe0)
                .putShort((short) 0x10)
                .put((byte) 'O')
                .put((byte) 'W')
                .putShort((short) 0);
        pixels.putInt(length);
        for (int z = first; z < first + frames; z++) {
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    double distance = Math.hypot(Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0), 10 * (z - SLICES / 2.0));
                    pixels.putShort((short) (distance < SIZE / 3.0 ? 1040 : 0));
                }
            }
        }
        bytes.writeBytes(pixels.array());
    }

    private static void text(ByteArrayOutputStream bytes, int tag, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
        element(bytes, tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void number(ByteArrayOutputStream bytes, int tag, int value) {
        element(bytes, tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
    }

    private static void element(ByteArrayOutputStream bytes, int tag, String vr, byte[] value) {
        ByteBuffer element = ByteBuffer.allocate(8 + value.length).order(ByteOrder.LITTLE_ENDIAN);
        element.putShort((short) (tag >>> 16)).putShort((short) tag).put(vr.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(element.putShort((short) value.length).put(value).array());
    }
}
