package org.medspike.imaging.raster;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;
import org.medspike.imaging.ImageReadException;

/** Looks into the chunks of a WebP file (RFC 9649, 2): TwelveMonkeys decodes lossless images exactly, lossy ones wrongly. */
final class WebpChunks {

    private static final int FIRST = 12;
    private static final int MOST = 1000;

    private WebpChunks() {}

    /** Refuses a file that holds anything but one lossless image; the stream ends where it was. */
    static void requireLossless(ImageInputStream in) throws IOException {
        long begin = in.getStreamPosition();
        ByteOrder order = in.getByteOrder();
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        try {
            long at = FIRST;
            byte[] name = new byte[4];
            for (int i = 0; i < MOST; i++) {
                in.seek(at);
                in.readFully(name);
                long length = in.readUnsignedInt();
                switch (new String(name, StandardCharsets.ISO_8859_1)) {
                    case "VP8L" -> {
                        return;
                    }
                    case "VP8 " ->
                        throw ImageReadException.unsupported(
                                "it is a WebP file with lossy compression, which this version does not decode");
                    case "ANIM", "ANMF" ->
                        throw ImageReadException.unsupported(
                                "it is an animated WebP file, which this version does not decode");
                    default -> at += 8 + length + (length & 1);
                }
            }
            throw ImageReadException.broken("the WebP file holds no image");
        } finally {
            in.setByteOrder(order);
            in.seek(begin);
        }
    }
}
