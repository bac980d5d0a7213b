package org.medspike.imaging.dicom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data element.
 *
 * @param vr its value representation; empty where the file does not say
 * @param position where its value begins in the bytes that were parsed
 * @param length of the value; 0 where it was of undefined length
 * @param value the value, or null where it is a sequence, encapsulated, or too long to be kept
 * @param items of a sequence
 * @param fragments of encapsulated pixel data, the offset table first; null where the value is none
 */
record DataElement(
        String vr,
        long position,
        long length,
        byte @Nullable [] value,
        List<DataSet> items,
        @Nullable List<Fragment> fragments) {

    /** A piece of encapsulated pixel data. */
    record Fragment(long position, long length) {}

    static DataElement of(String vr, long position, long length, byte @Nullable [] value) {
        return new DataElement(vr, position, length, value, List.of(), null);
    }

    static DataElement sequence(List<DataSet> items) {
        return new DataElement("SQ", 0, 0, null, List.copyOf(items), null);
    }

    static DataElement encapsulated(List<Fragment> fragments) {
        return new DataElement("OB", 0, 0, null, List.of(), List.copyOf(fragments));
    }
}
