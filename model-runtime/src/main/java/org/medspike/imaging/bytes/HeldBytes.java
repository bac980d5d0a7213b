package org.medspike.imaging.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes in memory, in pieces, so that there may be more of them than one array holds. */
public final class HeldBytes implements ByteSource {

    private static final int PIECE = 1 << 20;

    private final List<byte[]> pieces = new ArrayList<>();
    private long length;

    private HeldBytes() {}

    /** The bytes of an array, which is handed over. */
    public static HeldBytes of(byte[] bytes) {
        HeldBytes held = new HeldBytes();
        for (int from = 0; from < bytes.length; from += PIECE) {
            held.add(java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
        }
        return held;
    }

    /**
     * Takes a stream into memory, up to a limit; what comes after it is not read.
     *
     * @param limit the most bytes that are taken
     */
    public static HeldBytes take(InputStream in, long limit) throws IOException {
        HeldBytes held = new HeldBytes();
        while (held.length < limit) {
            byte[] piece = in.readNBytes((int) Math.min(PIECE, limit - held.length));
            if (piece.length == 0) {
                break;
            }
            held.add(piece);
        }
        return held;
    }

    private void add(byte[] piece) {
        pieces.add(piece);
        length += piece.length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        if (position < 0 || position > length - count) {
            throw new EOFException(count + " bytes at " + position + " of " + length);
        }
        int done = 0;
        while (done < count) {
            long at = position + done;
            byte[] piece = pieces.get((int) (at / PIECE));
            int from = (int) (at % PIECE);
            int part = Math.min(count - done, piece.length - from);
            System.arraycopy(piece, from, into, offset + done, part);
            done += part;
        }
    }

    @Override
    public void close() {
        pieces.clear();
        length = 0;
    }
}
