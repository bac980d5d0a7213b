package org.medspike.imaging.series;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** A CT slice by hand, explicit little endian, 16 bits signed; whatever is set replaces what it has at first. */
final class SliceFile {

    private static final int SIZE = 4;

    private final Map<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);
    private int columns = SIZE;
    private int rows = SIZE;
    private int frames = 1;

    SliceFile(String series) {
        text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(0x00080060, "CS", "CT");
        text(0x00100010, "PN", "Hidden^Patient");
        text(0x00180050, "DS", "99");
        text(0x0020000e, "UI", series);
        text(0x00280004, "CS", "MONOCHROME2");
        text(0x00280030, "DS", "0.5\\0.5");
        text(0x00281052, "DS", "-1024");
        text(0x00281053, "DS", "1");
        number(0x00280002, 1);
        number(0x00280100, 16);
        number(0x00280101, 16);
        number(0x00280102, 15);
        number(0x00280103, 1);
    }

    /** Axial, at a height. */
    SliceFile at(double z) {
        return at(0, 0, z).directions("1\\0\\0\\0\\1\\0");
    }

    SliceFile at(double x, double y, double z) {
        return text(0x00200032, "DS", x + "\\" + y + "\\" + z);
    }

    SliceFile directions(String cosines) {
        return text(0x00200037, "DS", cosines);
    }

    SliceFile size(int width, int height) {
        columns = width;
        rows = height;
        return this;
    }

    SliceFile frames(int count, String frameTimeMs) {
        frames = count;
        text(0x00280008, "IS", Integer.toString(count));
        return text(0x00181063, "DS", frameTimeMs);
    }

    SliceFile text(int tag, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
        return element(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    private SliceFile number(int tag, int value) {
        return element(
                tag,
                "US",
                ByteBuffer.allocate(2)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) value)
                        .array());
    }

    private SliceFile element(int tag, String vr, byte[] value) {
        ByteBuffer element = ByteBuffer.allocate(8 + value.length).order(ByteOrder.LITTLE_ENDIAN);
        element.putShort((short) (tag >>> 16)).putShort((short) tag);
        element.put(vr.getBytes(StandardCharsets.US_ASCII)).putShort((short) value.length);
        elements.put(tag, element.put(value).array());
        return this;
    }

    /** Writes it; samples that are not given are zero, and where all further ones are the disk need not hold them. */
    Path write(Path file, int... samples) {
        number(0x00280010, rows);
        number(0x00280011, columns);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[128]);
        bytes.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(meta());
        elements.values().forEach(bytes::writeBytes);
        int length = 2 * rows * columns * frames;
        ByteBuffer pixels = ByteBuffer.allocate(12 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        pixels.putShort((short) 0x7fe0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'W');
        pixels.putShort((short) 0).putInt(length);
        for (int sample : samples) {
            pixels.putShort((short) sample);
        }
        bytes.writeBytes(pixels.array());
        try (SeekableByteChannel out =
                Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(bytes.toByteArray()));
            if (2 * samples.length < length) {
                out.position(bytes.size() + length - 2L * samples.length - 1);
                out.write(ByteBuffer.allocate(1));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The meta information that names the transfer syntax. */
    private static byte[] meta() {
        byte[] uid = "1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer meta = ByteBuffer.allocate(8 + uid.length).order(ByteOrder.LITTLE_ENDIAN);
        meta.putShort((short) 2).putShort((short) 0x10).put((byte) 'U').put((byte) 'I');
        return meta.putShort((short) uid.length).put(uid).array();
    }
}
