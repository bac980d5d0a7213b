package org.medspike.imaging.codec.jpeg2000;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A codestream whose end is a fault: JJ2000 takes the value that marks an end for bits, and looks for more of them for ever. */
final class EndingStream extends MemoryCacheImageInputStream {

    private final int length;

    EndingStream(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
        this.length = bytes.length;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            throw new EOFException("the codestream has only " + length + " bytes");
        }
        return value;
    }

    @Override
    public long length() {
        return length;
    }
}
