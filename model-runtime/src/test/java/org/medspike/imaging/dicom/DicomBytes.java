package org.medspike.imaging.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A DICOM data set by hand, element after element. */
final class DicomBytes {

    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String IMPLICIT = "1.2.840.10008.1.2";
    static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final Set<String> LONG_FORM = Set.of("OB", "OW", "SQ", "UN");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String syntax;

    /** An item, or a data set without a beginning. */
    DicomBytes(String syntax) {
        this.syntax = syntax;
    }

    /** A file with preamble and meta information. */
    static DicomBytes file(String syntax) {
        DicomBytes meta = new DicomBytes(EXPLICIT).text(0x00020010, "UI", syntax);
        DicomBytes file = new DicomBytes(syntax);
        file.bytes.writeBytes(new byte[128]);
        file.bytes.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.bytes.writeBytes(meta.bytes());
        return file;
    }

    private ByteOrder order() {
        return syntax.equals(BIG_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    DicomBytes element(int tag, String vr, byte[] value) {
        header(tag, vr, value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** A tag and a length, true or not, without a value. */
    DicomBytes header(int tag, String vr, int length) {
        ByteBuffer head = ByteBuffer.allocate(12).order(order());
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (syntax.equals(IMPLICIT) || tag >>> 16 == 0xfffe) {
            head.putInt(length);
        } else {
            head.put(vr.getBytes(StandardCharsets.US_ASCII));
            if (LONG_FORM.contains(vr)) {
                head.putShort((short) 0).putInt(length);
            } else {
                head.putShort((short) length);
            }
        }
        bytes.write(head.array(), 0, head.position());
        return this;
    }

    /** Bytes as they are. */
    DicomBytes raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    DicomBytes text(int tag, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
        return element(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    DicomBytes number(int tag, int value) {
        return element(
                tag,
                "US",
                ByteBuffer.allocate(2).order(order()).putShort((short) value).array());
    }

    DicomBytes sequence(int tag, DicomBytes... items) {
        DicomBytes inner = new DicomBytes(syntax);
        for (DicomBytes item : items) {
            inner.element(Tag.ITEM, "", item.bytes());
        }
        return element(tag, "SQ", inner.bytes());
    }

    /** The attributes of a grey image, before its pixels. */
    DicomBytes image(int columns, int rows, String photometric, int allocated, int stored, boolean signed) {
        return number(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
                .number(Tag.ROWS, rows)
                .number(Tag.COLUMNS, columns)
                .number(Tag.BITS_ALLOCATED, allocated)
                .number(Tag.BITS_STORED, stored)
                .number(Tag.HIGH_BIT, stored - 1)
                .number(Tag.PIXEL_REPRESENTATION, signed ? 1 : 0);
    }

    /** Pixel data of 16-bit cells. */
    DicomBytes cells(int... values) {
        ByteBuffer cells = ByteBuffer.allocate(2 * values.length).order(order());
        for (int value : values) {
            cells.putShort((short) value);
        }
        return element(Tag.PIXEL_DATA, "OW", cells.array());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
