package org.medspike.imaging.dicom.write;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A data set, or an item of a sequence, that is being made.
 *
 * <p>Texts are put as ASCII or, from another object, as the bytes that stand there, so that no character is lost. Filled by
 * whoever makes it, then only read; not thread safe.
 */
public final class DicomObject {

    private static final int LONGEST_DECIMAL = 16;

    private final Map<Attribute, byte[]> values = new EnumMap<>(Attribute.class);
    private final Map<Attribute, List<DicomObject>> sequences = new EnumMap<>(Attribute.class);

    /** Puts texts, or nothing where the attribute shall be there and empty. */
    public DicomObject put(Attribute attribute, String... texts) {
        return putBytes(attribute, String.join("\\", texts).getBytes(StandardCharsets.US_ASCII));
    }

    /** Puts whole numbers, in digits or as bytes, as the attribute has them. */
    public DicomObject put(Attribute attribute, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        switch (attribute.vr()) {
            case US -> {
                for (int number : numbers) {
                    bytes.putShort((short) number);
                }
            }
            case UL -> {
                for (int number : numbers) {
                    bytes.putInt(number);
                }
            }
            case IS -> {
                return put(
                        attribute,
                        Arrays.stream(numbers).mapToObj(Integer::toString).toArray(String[]::new));
            }
            default -> throw new IllegalArgumentException(attribute + " holds no whole numbers");
        }
        return putBytes(attribute, Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Puts numbers in digits, as many as sixteen characters hold. */
    public DicomObject putDecimals(Attribute attribute, double... numbers) {
        return put(
                attribute, Arrays.stream(numbers).mapToObj(DicomObject::decimal).toArray(String[]::new));
    }

    /** Puts a pointer to an attribute. */
    public DicomObject putPointer(Attribute attribute, Attribute pointed) {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) (pointed.tag() >>> 16)).putShort((short) pointed.tag());
        return putBytes(attribute, bytes.array());
    }

    /** Puts the bytes of a value, padded or not. */
    public DicomObject putBytes(Attribute attribute, byte[] value) {
        values.put(attribute, value);
        return this;
    }

    /** Puts a sequence. */
    public DicomObject putItems(Attribute attribute, DicomObject... items) {
        return putItems(attribute, List.of(items));
    }

    /** Puts a sequence. */
    public DicomObject putItems(Attribute attribute, List<DicomObject> items) {
        sequences.put(attribute, List.copyOf(items));
        return this;
    }

    /** Puts all that another object has. */
    public DicomObject putAll(DicomObject other) {
        values.putAll(other.values);
        sequences.putAll(other.sequences);
        return this;
    }

    /** Takes an attribute away. */
    public void remove(Attribute attribute) {
        values.remove(attribute);
        sequences.remove(attribute);
    }

    /** The attributes that are there. */
    public Set<Attribute> attributes() {
        Set<Attribute> all = new TreeSet<>(values.keySet());
        all.addAll(sequences.keySet());
        return Collections.unmodifiableSet(all);
    }

    /** A value as text, byte by byte, without its padding; empty where there is none. */
    public String text(Attribute attribute) {
        byte[] value = values.getOrDefault(attribute, new byte[0]);
        return new String(value, StandardCharsets.ISO_8859_1).replaceAll("[ \\x00]+$", "");
    }

    /** The items of a sequence; none where it is not there. */
    public List<DicomObject> items(Attribute attribute) {
        return sequences.getOrDefault(attribute, List.of());
    }

    /** The elements in explicit little endian (PS3.5, 7.1.2). */
    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Attribute attribute : attributes()) {
            byte[] value = values.containsKey(attribute)
                    ? padded(attribute, values.get(attribute))
                    : encoded(items(attribute));
            out.writeBytes(head(attribute, value.length));
            out.writeBytes(value);
        }
        return out.toByteArray();
    }

    private static byte[] encoded(List<DicomObject> items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (DicomObject item : items) {
            byte[] content = item.encoded();
            ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            head.putShort((short) 0xfffe).putShort((short) 0xe000).putInt(content.length);
            out.writeBytes(head.array());
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    private static byte[] head(Attribute attribute, int length) {
        boolean sequence = attribute.vr() == Attribute.Vr.SQ;
        if (!sequence && length > 0xffff) {
            throw new IllegalArgumentException(attribute + " is too long to be written");
        }
        ByteBuffer head = ByteBuffer.allocate(sequence ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (attribute.tag() >>> 16)).putShort((short) attribute.tag());
        head.put(attribute.vr().name().getBytes(StandardCharsets.US_ASCII));
        return sequence
                ? head.putShort((short) 0).putInt(length).array()
                : head.putShort((short) length).array();
    }

    /** Values have an even length: identifiers end with a zero byte, texts with a space. */
    private static byte[] padded(Attribute attribute, byte[] value) {
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] even = Arrays.copyOf(value, value.length + 1);
        even[value.length] = (byte) (attribute.vr() == Attribute.Vr.UI ? 0 : ' ');
        return even;
    }

    private static String decimal(double number) {
        for (int digits = LONGEST_DECIMAL - 1; ; digits--) {
            BigDecimal rounded =
                    new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros();
            String plain = rounded.toPlainString();
            String text = plain.length() <= LONGEST_DECIMAL ? plain : rounded.toString();
            if (text.length() <= LONGEST_DECIMAL) {
                return text;
            }
        }
    }

    /** Does not tell the patient. */
    @Override
    public String toString() {
        return "DicomObject[" + attributes().size() + " attributes]";
    }
}
