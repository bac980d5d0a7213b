package org.medspike.imaging.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;

/** TIFF samples of unusual sizes are those of the file. */
class DeepTiffTest {

    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

    @TempDir
    Path folder;

    /** Three samples of twelve bits fill nine half-bytes; the row is filled up to a whole byte. */
    @Test
    void twelveBits_standHighestBitFirst_inBothOrdersOfBytes() throws IOException {
        for (ByteOrder order : new ByteOrder[] {LITTLE, BIG}) {
            byte[] file = tiff(order, 3, 2, "abc123fff0 000001800 0", 12, 1).file();

            Frame frame = read(file);

            assertThat(values(frame)).containsExactly(0xabc, 0x123, 0xfff, 0, 1, 0x800);
            assertThat(frame.bitsStored()).isEqualTo(12);
        }
    }

    @Test
    void signedAndWideNumbers_keepTheirSign() throws IOException {
        assertThat(values(read(tiff(BIG, 2, 1, "ffff0005", 16, 2).file()))).containsExactly(-1, 5);
        assertThat(values(read(tiff(LITTLE, 2, 1, "80ff", 8, 2).file()))).containsExactly(-128, -1);
        assertThat(values(read(tiff(LITTLE, 2, 1, "0100ff 020080", 24, 1).file())))
                .containsExactly(0xff0001, 0x800002);
        assertThat(values(read(tiff(BIG, 1, 1, "fffffffe", 32, 1).file()))).containsExactly(4294967294.0);
        assertThat(values(read(tiff(BIG, 1, 1, "00000000ffffffff", 64, 1).file())))
                .containsExactly(4294967295.0);
        assertThat(values(read(tiff(BIG, 1, 1, "ffffffffffffffff", 64, 2).file())))
                .containsExactly(-1);
    }

    /** IEEE 754: 1, -2 and the smallest of sixteen bits; -0.5 of 24; 0.1 of 64 as the nearest of 32. */
    @Test
    void floatingPointNumbers_ofAllSizes() throws IOException {
        assertThat(values(read(tiff(BIG, 3, 1, "3c00c0000001", 16, 3).file()))).containsExactly(1, -2, 0x1p-24);
        assertThat(values(read(tiff(BIG, 1, 1, "be0000", 24, 3).file()))).containsExactly(-0.5);
        assertThat(values(read(tiff(LITTLE, 1, 1, "0000c03f", 32, 3).file()))).containsExactly(1.5);
        assertThat(values(read(tiff(BIG, 1, 1, "3fb999999999999a", 64, 3).file())))
                .containsExactly((double) 0.1f);
    }

    /** Values of a white-is-zero page stay; it is shown turned over. */
    @Test
    void whiteIsZero_isAMatterOfShowing() throws IOException {
        byte[] file = new TiffBytes(BIG, 2, 1, hex("00010002"))
                .entry(258, 16)
                .entry(259, 1)
                .entry(262, 0)
                .file();

        Frame frame = read(file);

        assertThat(values(frame)).containsExactly(1, 2);
        assertThat(frame.photometric()).isEqualTo(Photometric.MONOCHROME1);
    }

    /** The example of TIFF 6.0, section 13: 7 7 7 8 8 7 7 6 6 as codes of nine bits: clear, 7, 258, 8, 8, 258, 6, 6, end. */
    @Test
    void lzw_decodesTheExampleOfTheStandard() throws IOException {
        byte[] packed = bits(9, 256, 7, 258, 8, 8, 258, 6, 6, 257);

        assertThat(Chunk.unpacked(packed, 5, 9)).containsExactly(7, 7, 7, 8, 8, 7, 7, 6, 6);
    }

    /** The example of TIFF 6.0, section 9. */
    @Test
    void packBits_decodesTheExampleOfTheStandard() throws IOException {
        byte[] packed = hex("feaa0280002afdaa0380002a22f7aa");

        assertThat(Chunk.unpacked(packed, 32773, 24))
                .isEqualTo(hex("aaaaaa80002aaaaaaaaa80002a22aaaaaaaaaaaaaaaaaaaa"));
    }

    @Test
    void differences_areUndone() throws IOException {
        byte[] file = tiff(BIG, 3, 1, "00fe0003ffff", 16, 1).entry(317, 2).file();

        assertThat(values(read(file))).containsExactly(0xfe, 0x101, 0x100);
    }

    @Test
    void everyCutAndManyChangedBytes_giveASentenceOrAnImage_quickly() throws IOException {
        byte[] whole = tiff(LITTLE, 3, 2, "abc123fff0 000001800 0", 12, 1).file();
        SplittableRandom random = new SplittableRandom(3);
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            for (int length = 1; length < whole.length - 4; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> read(cut)).isInstanceOf(ImageReadException.class);
            }
            for (int i = 0; i < 300; i++) {
                byte[] changed = whole.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                try {
                    read(changed);
                } catch (ImageReadException e) {
                    assertThat(e.getMessage()).hasSizeGreaterThan(10);
                }
            }
        });
    }

    private static TiffBytes tiff(ByteOrder order, int width, int height, String strip, int bits, int format) {
        return new TiffBytes(order, width, height, hex(strip.replace(" ", "")))
                .entry(258, bits)
                .entry(259, 1)
                .entry(262, 1)
                .entry(277, 1)
                .entry(339, format);
    }

    private static byte[] bits(int width, int... codes) {
        byte[] bytes = new byte[(width * codes.length + 7) / 8];
        for (int i = 0; i < width * codes.length; i++) {
            int bit = codes[i / width] >> width - 1 - i % width & 1;
            bytes[i / 8] |= (byte) (bit << 7 - i % 8);
        }
        return bytes;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private Frame read(byte[] file) throws IOException {
        return new ImageFiles().readFirst(Files.write(folder.resolve("a.tif"), file));
    }

    private static double[] values(Frame frame) {
        Samples samples = frame.samples();
        double[] values = new double[samples.length()];
        Arrays.setAll(values, samples::value);
        return values;
    }
}
