package org.medspike.export;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import org.medspike.mask.Mask;

/** A mask as a grey PNG of eight bits and of exactly the mask's size: 255 in the object, 0 outside. */
public final class MaskPng {

    private MaskPng() {}

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, Mask mask) throws IOException {
        BufferedImage image = new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] values = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = mask.pixels().nextSetBit(0); i >= 0; i = mask.pixels().nextSetBit(i + 1)) {
            values[i] = (byte) 255;
        }
        PngFile.write(file, image);
    }
}
