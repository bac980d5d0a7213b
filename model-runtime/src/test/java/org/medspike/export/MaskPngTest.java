package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.mask.Mask;

class MaskPngTest {

    @TempDir
    Path folder;

    @Test
    void write_isGreyOfEightBitsWithTwoValues_maskOfFivePixels() throws IOException {
        BitSet pixels = new BitSet();
        pixels.set(1);
        pixels.set(6, 10);
        Path file = folder.resolve("new/folder/a_mask.png");

        MaskPng.write(file, new Mask(5, 3, pixels));

        // IHDR: width and height at 16, bit depth at 24, colour type (0: grey) at 25.
        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file));
        assertThat(header.getInt(16)).isEqualTo(5);
        assertThat(header.getInt(20)).isEqualTo(3);
        assertThat(header.get(24)).isEqualTo((byte) 8);
        assertThat(header.get(25)).isZero();
        BufferedImage image = ImageIO.read(file.toFile());
        int[] values = image.getRaster().getPixels(0, 0, 5, 3, (int[]) null);
        assertThat(values).containsExactly(0, 255, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void write_replaces_olderFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a_mask.png"), "old");

        MaskPng.write(file, Mask.empty(2, 2));

        assertThat(ImageIO.read(file.toFile()).getRaster().getPixels(0, 0, 2, 2, (int[]) null))
                .containsOnly(0);
    }
}
