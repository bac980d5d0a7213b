package org.medspike.imaging.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.medspike.imaging.ImageReadException;

/** Run-length coded frames (PS3.5, annex G): one segment for each byte of each sample, high bytes first. */
final class RleDecoder {

    private static final int HEADER = 64;
    private static final int MOST_SEGMENTS = 15;

    private RleDecoder() {}

    /** The cells of a frame, colours interleaved, low bytes first. */
    static byte[] decode(byte[] frame, PixelLayout layout) throws ImageReadException {
        int cellBytes = layout.cellBytes();
        int segments = layout.samples() * cellBytes;
        if (frame.length < HEADER) {
            throw damaged("a frame is shorter than its header");
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int declared = header.getInt(0);
        if (declared != segments) {
            throw damaged("it declares " + Integer.toUnsignedString(declared) + " segments where " + segments
                    + " are needed, of at most " + MOST_SEGMENTS);
        }
        byte[] cells = new byte[layout.pixels() * segments];
        for (int segment = 0; segment < segments; segment++) {
            long from = header.getInt(4 + 4 * segment) & 0xffffffffL;
            long to = segment + 1 < segments ? header.getInt(8 + 4 * segment) & 0xffffffffL : frame.length;
            if (from < HEADER || from > to || to > frame.length) {
                throw damaged("segment " + (segment + 1) + " lies outside the frame");
            }
            int sample = segment / cellBytes;
            int lowFirst = cellBytes - 1 - segment % cellBytes;
            unpack(frame, (int) from, (int) to, cells, sample * cellBytes + lowFirst, segments);
        }
        return cells;
    }

    /** PackBits: a count from 0 to 127 copies one more bytes, one from -127 to -1 repeats the next byte. */
    private static void unpack(byte[] in, int from, int to, byte[] out, int first, int stride)
            throws ImageReadException {
        int at = from;
        int put = first;
        while (put < out.length) {
            if (at >= to) {
                throw damaged("a segment ends before its pixels do");
            }
            int count = in[at++];
            if (count >= 0) {
                if (at + count >= to) {
                    throw damaged("a segment ends before its pixels do");
                }
                for (int i = 0; i <= count && put < out.length; i++, put += stride) {
                    out[put] = in[at + i];
                }
                at += count + 1;
            } else if (count > -128) {
                if (at >= to) {
                    throw damaged("a segment ends before its pixels do");
                }
                for (int i = 0; i <= -count && put < out.length; i++, put += stride) {
                    out[put] = in[at];
                }
                at++;
            }
        }
    }

    private static ImageReadException damaged(String how) {
        return ImageReadException.broken("the RLE data are damaged: " + how);
    }
}
