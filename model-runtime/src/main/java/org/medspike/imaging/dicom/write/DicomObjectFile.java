package org.medspike.imaging.dicom.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A file with preamble and meta information (PS3.10, chapter 7), explicit VR little endian, not compressed. */
public final class DicomObjectFile {

    /** Identifies this program's way of writing; a UUID drawn once. */
    private static final String IMPLEMENTATION_CLASS = "2.25.281427528276269699175681761235043824419";

    private static final String IMPLEMENTATION_VERSION = "MEDSPIKE";
    private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    private static final int PREAMBLE = 128;

    private DicomObjectFile() {}

    /** Writes pixel data. */
    @FunctionalInterface
    public interface Pixels {
        /** Writes exactly as many bytes as were promised. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes an object with pixel data of bytes.
     *
     * @param pixelBytes how many there are, less than 4 GiB; an odd number is padded
     */
    public static void write(OutputStream out, DicomObject object, long pixelBytes, Pixels pixels) throws IOException {
        out.write(new byte[PREAMBLE]);
        out.write("DICM".getBytes(StandardCharsets.US_ASCII));
        byte[] meta = meta(object);
        out.write(element(0x00020000, "UL", number(meta.length)));
        out.write(meta);
        out.write(object.encoded());
        long even = pixelBytes + pixelBytes % 2;
        ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0x7fe0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'B');
        out.write(head.putShort((short) 0).putInt((int) even).array());
        pixels.writeTo(out);
        if (even > pixelBytes) {
            out.write(0);
        }
    }

    private static byte[] meta(DicomObject object) throws IOException {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        ByteBuffer version = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        version.putShort((short) 2)
                .putShort((short) 1)
                .put((byte) 'O')
                .put((byte) 'B')
                .putShort((short) 0);
        meta.write(version.putInt(2).put((byte) 0).put((byte) 1).array());
        meta.write(element(0x00020002, "UI", uid(object.text(Attribute.SOP_CLASS_UID))));
        meta.write(element(0x00020003, "UI", uid(object.text(Attribute.SOP_INSTANCE_UID))));
        meta.write(element(0x00020010, "UI", uid(EXPLICIT_LITTLE_ENDIAN)));
        meta.write(element(0x00020012, "UI", uid(IMPLEMENTATION_CLASS)));
        meta.write(element(0x00020013, "SH", IMPLEMENTATION_VERSION.getBytes(StandardCharsets.US_ASCII)));
        return meta.toByteArray();
    }

    private static byte[] element(int tag, String vr, byte[] value) {
        ByteBuffer element = ByteBuffer.allocate(8 + value.length).order(ByteOrder.LITTLE_ENDIAN);
        element.putShort((short) (tag >>> 16)).putShort((short) tag);
        element.put(vr.getBytes(StandardCharsets.US_ASCII)).putShort((short) value.length);
        return element.put(value).array();
    }

    private static byte[] uid(String uid) {
        return (uid.length() % 2 == 0 ? uid : uid + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
