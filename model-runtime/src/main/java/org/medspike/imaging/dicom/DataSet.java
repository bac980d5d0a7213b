package org.medspike.imaging.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The elements of a data set or of an item, by tag. Filled while it is parsed, then only read. */
final class DataSet {

    private final ByteOrder order;
    private final Map<Integer, DataElement> elements = new HashMap<>();

    DataSet(ByteOrder order) {
        this.order = order;
    }

    void put(int tag, DataElement element) {
        elements.put(tag, element);
    }

    Optional<DataElement> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** Whether the element is there and not empty. */
    boolean has(int tag) {
        DataElement element = elements.get(tag);
        return element != null && (element.length() > 0 || !element.items().isEmpty() || element.fragments() != null);
    }

    /** Items of a sequence; none where it is absent. */
    List<DataSet> items(int tag) {
        DataElement element = elements.get(tag);
        return element == null ? List.of() : element.items();
    }

    /** A text without its padding, in the character set that this data set names; empty where it is absent. */
    String text(int tag) {
        String text = charset(tag).decode(value(tag));
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return text.substring(0, end).stripLeading();
    }

    private SpecificCharacterSet charset(int tag) {
        return tag == Tag.SPECIFIC_CHARACTER_SET || !has(Tag.SPECIFIC_CHARACTER_SET)
                ? SpecificCharacterSet.DEFAULT
                : SpecificCharacterSet.of(text(Tag.SPECIFIC_CHARACTER_SET));
    }

    /** An unsigned number of two bytes, the first of several. */
    OptionalInt unsigned(int tag) {
        byte[] value = value(tag);
        return value.length < 2
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(value).order(order).getShort(0) & 0xffff);
    }

    /** All numbers of two bytes; none where the element is absent. */
    int[] words(int tag) {
        ByteBuffer words = ByteBuffer.wrap(value(tag)).order(order);
        int[] values = new int[words.remaining() / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = words.getShort() & 0xffff;
        }
        return values;
    }

    /** The value as it stands in the file; empty where it is absent or was too long to be kept. */
    byte[] bytes(int tag) {
        return value(tag).clone();
    }

    /** A number written in digits, one of several between backslashes; empty where there is none. */
    OptionalDouble decimal(int tag, int index) {
        String[] parts = text(tag).split("\\\\", -1);
        if (index >= parts.length || !parts[index].strip().matches("[+-]?[0-9.]{1,32}([eE][+-]?[0-9]{1,3})?")) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(parts[index].strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private byte[] value(int tag) {
        DataElement element = elements.get(tag);
        byte[] value = element == null ? null : element.value();
        return value == null ? new byte[0] : value;
    }
}
