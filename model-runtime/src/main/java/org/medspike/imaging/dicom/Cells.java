package org.medspike.imaging.dicom;

import java.nio.ByteOrder;
import org.medspike.imaging.Samples;

/** The cells of one frame, of which each holds a sample and perhaps other things (PS3.5, 8.1.1). */
sealed interface Cells {

    /** A cell with all its bits, the lowest first; those above the cell are anything. */
    int cell(int index);

    /** The stored values: shifted down, freed of bits that do not belong to them, with their sign. */
    default Samples samples(PixelLayout layout) {
        int count = layout.frameSamples();
        int unused = 32 - layout.bitsStored();
        int shift = layout.shift();
        boolean signed = layout.signed();
        if (layout.bitsStored() <= 8 && !signed) {
            byte[] values = new byte[count];
            for (int i = 0; i < count; i++) {
                values[i] = (byte) (cell(i) >>> shift << unused >>> unused);
            }
            return new Samples.Bytes(values);
        }
        if (layout.bitsStored() <= 16) {
            short[] values = new short[count];
            for (int i = 0; i < count; i++) {
                int up = cell(i) >>> shift << unused;
                values[i] = (short) (signed ? up >> unused : up >>> unused);
            }
            return signed ? new Samples.SignedShorts(values) : new Samples.Shorts(values);
        }
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            int up = cell(i) >>> shift << unused;
            values[i] = signed ? up >> unused : up >>> unused;
        }
        return new Samples.Ints(values, signed);
    }

    /** Cells as a codec hands them over, colours interleaved. */
    record Coded(short[] values) implements Cells {

        @Override
        public int cell(int index) {
            return values[index];
        }
    }

    /** Cells of whole bytes, colours interleaved. */
    record Whole(byte[] bytes, int width, ByteOrder order) implements Cells {

        @Override
        public int cell(int index) {
            // The two sizes that nearly all files have.
            if (width == 1) {
                return bytes[index];
            }
            if (width == 2) {
                int first = bytes[2 * index] & 0xff;
                int second = bytes[2 * index + 1] & 0xff;
                return order == ByteOrder.LITTLE_ENDIAN ? second << 8 | first : first << 8 | second;
            }
            int cell = 0;
            for (int i = 0; i < width; i++) {
                int at = index * width + (order == ByteOrder.LITTLE_ENDIAN ? width - 1 - i : i);
                cell = cell << 8 | bytes[at] & 0xff;
            }
            return cell;
        }
    }

    /** Cells of single bits, the first pixel lowest; frames follow each other without padding. */
    record Bits(byte[] bytes, int firstBit) implements Cells {

        @Override
        public int cell(int index) {
            int bit = firstBit + index;
            return bytes[bit >> 3] >> (bit & 7) & 1;
        }
    }

    /** Cells of which each colour has a plane of its own. */
    record Planar(Cells planes, int pixels, int channels) implements Cells {

        @Override
        public int cell(int index) {
            return planes.cell(index % channels * pixels + index / channels);
        }
    }

    /** Two luminances, then the chroma that both share (PS3.3, C.7.6.3.1.2, YBR_FULL_422). */
    record Paired(Cells cells) implements Cells {

        @Override
        public int cell(int index) {
            int pixel = index / 3;
            int channel = index % 3;
            return cells.cell(4 * (pixel >> 1) + (channel == 0 ? pixel & 1 : channel + 1));
        }
    }
}
