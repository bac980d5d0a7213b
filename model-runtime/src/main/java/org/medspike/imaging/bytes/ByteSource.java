package org.medspike.imaging.bytes;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

/** Bytes with random access. Not thread safe; whoever opened it closes it. */
public interface ByteSource extends Closeable {

    /** How many bytes there are. */
    long length();

    /**
     * Reads bytes from anywhere.
     *
     * @throws EOFException if there are fewer
     */
    void read(long position, byte[] into, int offset, int count) throws IOException;

    /** Reads bytes into a new array; the caller has checked that so many are there. */
    default byte[] read(long position, int count) throws IOException {
        byte[] bytes = new byte[count];
        read(position, bytes, 0, count);
        return bytes;
    }

    @Override
    void close();
}
