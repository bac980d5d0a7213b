package org.medspike.imaging.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.bytes.ByteSource;

/**
 * Parses a data set (PS3.5, chapter 7).
 *
 * <p>No length is believed: each must fit into what encloses it. Values of private elements are passed over, long values
 * are noted by place and length alone, and depth, number of elements and kept bytes have limits, so that time and memory
 * follow the length of the file whatever it says.
 */
final class DataSetParser {

    private static final long UNDEFINED = 0xffffffffL;
    private static final int DEEPEST = 256;
    private static final int MOST_ELEMENTS = 4_000_000;
    private static final int LONGEST_KEPT = 1 << 18;
    private static final int MOST_KEPT = 1 << 26;
    private static final Set<String> LONG_FORM =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
    private static final Set<String> SHORT_FORM = Set.of(
            "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM",
            "UI", "UL", "US");

    private final ByteSource bytes;
    private final ByteOrder order;
    private final IntPredicate stop;
    private final byte[] four = new byte[4];
    private long position;
    private int elements;
    private int kept;

    /**
     * A parser.
     *
     * @param position where the data set begins
     * @param stop whether a tag of the outermost data set is not wanted any more
     */
    DataSetParser(ByteSource bytes, ByteOrder order, long position, IntPredicate stop) {
        this.bytes = bytes;
        this.order = order;
        this.position = position;
        this.stop = stop;
    }

    /** Whether two letters are a value representation. */
    static boolean isVr(String vr) {
        return LONG_FORM.contains(vr) || SHORT_FORM.contains(vr);
    }

    /** Parses up to the end, the tag to stop at, or the pixel data, which are the last thing of interest. */
    DataSet parse(boolean explicit) throws IOException {
        try {
            return dataSet(bytes.length(), false, explicit, 0);
        } catch (EOFException e) {
            throw ImageReadException.broken("the file ends inside its DICOM data set", e);
        }
    }

    /** Where parsing ended. */
    long position() {
        return position;
    }

    private DataSet dataSet(long end, boolean delimited, boolean explicit, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw ImageReadException.broken("its DICOM sequences lie more than " + DEEPEST + " deep in one another");
        }
        DataSet set = new DataSet(order);
        while (position < end) {
            long begin = position;
            int tag = tag(end);
            if (tag == Tag.ITEM_DELIMITATION || tag == Tag.SEQUENCE_DELIMITATION) {
                number(end);
                if (delimited && tag == Tag.ITEM_DELIMITATION) {
                    return set;
                }
                continue;
            }
            if (depth == 0 && stop.test(tag)) {
                position = begin;
                return set;
            }
            element(set, tag, end, explicit, depth);
            if (depth == 0 && Tag.isPixels(tag)) {
                return set;
            }
        }
        if (delimited) {
            throw ImageReadException.broken("the file ends inside a DICOM sequence");
        }
        return set;
    }

    private void element(DataSet set, int tag, long end, boolean explicit, int depth) throws IOException {
        count();
        String vr = explicit ? vr(end) : "";
        long length = SHORT_FORM.contains(vr) ? shortNumber(end) : number(end);
        DataElement element;
        if (length == UNDEFINED && (Tag.isPixels(tag) || vr.startsWith("O"))) {
            element = DataElement.encapsulated(fragments(end));
        } else if (length == UNDEFINED) {
            // An unknown value of undefined length is a sequence in implicit VR (PS3.5, 6.2.2).
            element = DataElement.sequence(items(end, true, explicit && vr.equals("SQ"), depth));
        } else {
            require(length, end, tag);
            if (vr.equals("SQ")) {
                element = DataElement.sequence(items(position + length, false, true, depth));
            } else if ((vr.isEmpty() || vr.equals("UN")) && Tag.isSequence(tag)) {
                element = unnamedSequence(tag, length, vr, depth);
            } else {
                element = value(vr, tag, length);
            }
        }
        if (!Tag.isPrivate(tag)) {
            set.put(tag, element);
        }
    }

    /** A sequence that does not say that it is one; where it makes no sense as such, a value like others. */
    private DataElement unnamedSequence(int tag, long length, String vr, int depth) throws IOException {
        long begin = position;
        try {
            return DataElement.sequence(items(begin + length, false, false, depth));
        } catch (ImageReadException | EOFException e) {
            position = begin;
            return value(vr, tag, length);
        }
    }

    private DataElement value(String vr, int tag, long length) throws IOException {
        long begin = position;
        position += length;
        if (Tag.isPrivate(tag) || Tag.isPixels(tag) || length > LONGEST_KEPT || kept + length > MOST_KEPT) {
            return DataElement.of(vr, begin, length, null);
        }
        kept += (int) length;
        return DataElement.of(vr, begin, length, bytes.read(begin, (int) length));
    }

    private List<DataSet> items(long end, boolean delimited, boolean explicit, int depth) throws IOException {
        List<DataSet> items = new ArrayList<>();
        while (position < end) {
            count();
            int tag = tag(end);
            long length = number(end);
            if (tag == Tag.SEQUENCE_DELIMITATION) {
                if (delimited) {
                    return items;
                }
            } else if (tag != Tag.ITEM) {
                throw ImageReadException.broken("a DICOM sequence holds " + Tag.text(tag) + " where an item should be");
            } else if (length == UNDEFINED) {
                items.add(dataSet(end, true, explicit, depth + 1));
            } else {
                require(length, end, tag);
                items.add(dataSet(position + length, false, explicit, depth + 1));
            }
        }
        if (delimited) {
            throw ImageReadException.broken("the file ends inside a DICOM sequence");
        }
        return items;
    }

    private List<DataElement.Fragment> fragments(long end) throws IOException {
        List<DataElement.Fragment> fragments = new ArrayList<>();
        // Some writers leave out the delimiter at the end of the file.
        while (position < end || fragments.size() < 2) {
            count();
            int tag = tag(end);
            long length = number(end);
            if (tag == Tag.SEQUENCE_DELIMITATION) {
                return fragments;
            }
            if (tag != Tag.ITEM) {
                throw ImageReadException.broken(
                        "the compressed pixel data hold " + Tag.text(tag) + " where a fragment should be");
            }
            require(length, end, tag);
            fragments.add(new DataElement.Fragment(position, length));
            position += length;
        }
        return fragments;
    }

    private void count() throws ImageReadException {
        if (++elements > MOST_ELEMENTS) {
            throw ImageReadException.broken("its DICOM header has more than " + MOST_ELEMENTS + " elements");
        }
    }

    private void require(long length, long end, int tag) throws ImageReadException {
        if (length > end - position) {
            throw ImageReadException.broken("DICOM element " + Tag.text(tag) + " declares " + length
                    + " bytes where only " + (end - position)
                    + " are left; the file is damaged or was copied only in part");
        }
    }

    /** Empty where two bytes are no letters: some writers mix in elements of implicit VR. */
    private String vr(long end) throws IOException {
        take(2, end);
        String vr = new String(four, 0, 2, StandardCharsets.ISO_8859_1);
        if (!vr.matches("[A-Z]{2}")) {
            position -= 2;
            return "";
        }
        if (!SHORT_FORM.contains(vr)) {
            take(2, end);
        }
        return vr;
    }

    private int tag(long end) throws IOException {
        int group = (int) shortNumber(end);
        return group << 16 | (int) shortNumber(end);
    }

    private long shortNumber(long end) throws IOException {
        take(2, end);
        int a = four[0] & 0xff;
        int b = four[1] & 0xff;
        return order == ByteOrder.LITTLE_ENDIAN ? b << 8 | a : a << 8 | b;
    }

    private long number(long end) throws IOException {
        long a = shortNumber(end);
        long b = shortNumber(end);
        return order == ByteOrder.LITTLE_ENDIAN ? b << 16 | a : a << 16 | b;
    }

    private void take(int count, long end) throws IOException {
        if (count > end - position) {
            throw new EOFException();
        }
        bytes.read(position, four, 0, count);
        position += count;
    }
}
