package org.medspike.imaging.codec.jpeg;

import org.jspecify.annotations.Nullable;
import org.medspike.imaging.ImageReadException;

/** Walks over the marker segments of a codestream (T.81, B.1.1). */
final class JpegBytes {

    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;

    private final byte[] bytes;
    private int position;
    private boolean ended;

    JpegBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A segment.
     *
     * @param marker its second byte
     * @param at where its parameters begin
     * @param length of its parameters
     */
    record Segment(int marker, int at, int length) {

        int end() {
            return at + length;
        }
    }

    /** The next segment; null at the end of the image or of the bytes. Whatever stands between segments is passed over. */
    @Nullable Segment next() throws ImageReadException {
        while (true) {
            while (position + 1 < bytes.length
                    && (unsigned(position) != 0xff || unsigned(position + 1) == 0xff || unsigned(position + 1) == 0)) {
                position++;
            }
            if (position + 1 >= bytes.length || unsigned(position + 1) == END_OF_IMAGE) {
                ended = position + 1 < bytes.length;
                return null;
            }
            int marker = unsigned(position + 1);
            position += 2;
            if (marker != START_OF_IMAGE && (marker < FIRST_RESTART || marker > LAST_RESTART)) {
                int length = number(position);
                if (length < 2 || position + length > bytes.length) {
                    throw endsEarly();
                }
                Segment segment = new Segment(marker, position + 2, length - 2);
                position += length;
                return segment;
            }
        }
    }

    /** Whether the end of the image was reached, and not only that of the bytes. */
    boolean ended() {
        return ended;
    }

    /** Goes on behind a scan's data. */
    void goOnAt(int end) {
        position = end;
    }

    /** The entropy-coded data behind a scan header. */
    EntropyBits bits(Segment scanHeader) {
        return new EntropyBits(bytes, scanHeader.end());
    }

    byte[] copy(int from, int count) {
        return java.util.Arrays.copyOfRange(bytes, from, from + count);
    }

    int unsigned(int at) throws ImageReadException {
        if (at >= bytes.length) {
            throw endsEarly();
        }
        return bytes[at] & 0xff;
    }

    int number(int at) throws ImageReadException {
        return unsigned(at) << 8 | unsigned(at + 1);
    }

    int length() {
        return bytes.length;
    }

    static ImageReadException endsEarly() {
        return ImageReadException.broken("its JPEG image ends before its pixels do");
    }
}
