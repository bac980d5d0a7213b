package org.medspike.imaging.dicom;

import java.nio.ByteOrder;
import org.medspike.imaging.Samples;

/**
 * The decoded cells of one frame, of which each holds a sample and perhaps other things (PS3.5, 8.1.1).
 *
 * @param bytes of the frame
 * @param firstBit where the frame begins in the first byte; not 0 only where cells are single bits
 * @param order of the two bytes of a cell
 * @param planar whether each colour has a plane of its own
 */
record Cells(byte[] bytes, int firstBit, ByteOrder order, boolean planar) {

    /** Cells of whole bytes, colours interleaved, low byte first, as decoders hand them over. */
    static Cells decoded(byte[] bytes) {
        return new Cells(bytes, 0, ByteOrder.LITTLE_ENDIAN, false);
    }

    /** The stored values: shifted down, freed of bits that do not belong to them, with their sign. */
    Samples samples(PixelLayout layout) {
        int count = layout.frameSamples();
        int pixels = layout.pixels();
        int channels = layout.samples();
        boolean narrow = layout.bitsStored() <= 8 && !layout.signed();
        byte[] bytesOut = new byte[narrow ? count : 0];
        short[] shortsOut = new short[narrow ? 0 : count];
        int unused = 32 - layout.bitsStored();
        for (int i = 0; i < count; i++) {
            int at = planar ? i % channels * pixels + i / channels : i;
            int up = cell(at, layout.bitsAllocated()) >>> layout.shift() << unused;
            int value = layout.signed() ? up >> unused : up >>> unused;
            if (narrow) {
                bytesOut[i] = (byte) value;
            } else {
                shortsOut[i] = (short) value;
            }
        }
        if (narrow) {
            return new Samples.Bytes(bytesOut);
        }
        return layout.signed() ? new Samples.SignedShorts(shortsOut) : new Samples.Shorts(shortsOut);
    }

    private int cell(int index, int bits) {
        if (bits == 16) {
            int first = bytes[2 * index] & 0xff;
            int second = bytes[2 * index + 1] & 0xff;
            return order == ByteOrder.LITTLE_ENDIAN ? second << 8 | first : first << 8 | second;
        }
        if (bits == 8) {
            return bytes[index] & 0xff;
        }
        // The first pixel is the lowest bit.
        int bit = firstBit + index;
        return bytes[bit >> 3] >> (bit & 7) & 1;
    }
}
