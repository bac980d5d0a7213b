package org.medspike.imaging.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file. Short reads that follow one another go through one buffer; long ones go past it. */
public final class FileBytes implements ByteSource {

    private static final int BUFFER = 1 << 15;

    private final FileChannel channel;
    private final long length;
    private final byte[] buffer = new byte[BUFFER];
    private long buffered;
    private int filled;

    private FileBytes(FileChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    /** Opens a file for reading. */
    public static FileBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new FileBytes(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
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
        if (count >= BUFFER / 2) {
            fill(position, into, offset, count);
            return;
        }
        if (position < buffered || position + count > buffered + filled) {
            filled = 0;
            buffered = position;
            int available = (int) Math.min(BUFFER, length - position);
            fill(position, buffer, 0, available);
            filled = available;
        }
        System.arraycopy(buffer, (int) (position - buffered), into, offset, count);
    }

    private void fill(long position, byte[] into, int offset, int count) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(into, offset, count);
        long at = position;
        while (target.hasRemaining()) {
            int read = channel.read(target, at);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += read;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Only read from: nothing can be lost.
            System.getLogger(FileBytes.class.getName()).log(System.Logger.Level.DEBUG, "a file did not close", e);
        }
    }
}
