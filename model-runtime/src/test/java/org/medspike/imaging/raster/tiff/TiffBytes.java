package org.medspike.imaging.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A TIFF file of one strip, by hand (TIFF 6.0, section 2): header, strip, directory. */
final class TiffBytes {

    private final ByteOrder order;
    private final byte[] strip;
    private final List<int[]> entries = new ArrayList<>();

    TiffBytes(ByteOrder order, int width, int height, byte[] strip) {
        this.order = order;
        this.strip = strip;
        entry(256, width).entry(257, height).entry(273, 8).entry(278, height).entry(279, strip.length);
    }

    /** An entry of one number. */
    TiffBytes entry(int tag, int value) {
        entries.add(new int[] {tag, value});
        return this;
    }

    /** The whole file; entries stand in the order of their tags. */
    byte[] file() {
        int directory = 8 + strip.length + (strip.length & 1);
        ByteBuffer file =
                ByteBuffer.allocate(directory + 6 + 12 * entries.size()).order(order);
        file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        file.put(file.get(0));
        file.putShort((short) 42).putInt(directory).put(strip).position(directory);
        file.putShort((short) entries.size());
        entries.sort((a, b) -> a[0] - b[0]);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        return file.array();
    }
}
