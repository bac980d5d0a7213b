package org.medspike.imaging.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Photometric;

class RasterLimitsTest {

    @TempDir
    Path folder;

    @Test
    void open_refusesQuicklyAndNamesSizes_tinyPngThatClaims20000By20000() throws IOException {
        Path file = write(
                "bomb.png",
                new PngBytes(20_000, 20_000, 8, PngBytes.GREY)
                        .rows(new byte[100])
                        .end());

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> assertThatThrownBy(() -> read(file))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("20000 x 20000 pixels")
                .hasMessageContaining(Files.size(file) + " bytes"));
    }

    @Test
    void open_refusesByPixels_bmpThatClaimsMoreThanAnArrayHolds() throws IOException {
        ByteBuffer bmp = ByteBuffer.allocate(154).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bmp.put((byte) 'B').put((byte) 'M').putInt(154).putInt(0).putInt(54);
        bmp.putInt(40).putInt(60_000).putInt(50_000).putShort((short) 1).putShort((short) 24);

        Path file = write("bomb.bmp", bmp.array());

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("60000 x 50000 pixels")
                .hasMessageContaining("536 million");
    }

    @Test
    void read_opens_blankMaskThatDeflatesVeryWell() throws IOException {
        // Two kilobytes for sixteen million pixels: no bomb, an empty mask of one bit a pixel.
        byte[] png = new PngBytes(4000, 4000, 1, PngBytes.GREY)
                .rows(new byte[4000 * 501])
                .end();

        Frame frame = read(write("blank.png", png));

        assertThat(png.length).isLessThan(3000);
        assertThat(frame.width()).isEqualTo(4000);
        assertThat(frame.samples().get(0)).isZero();
    }

    @Test
    void read_findsTheTransparentLevel_greyOfFourBits() throws IOException {
        // Levels 0, 2, 15, 2; level 2 is transparent.
        byte[] png = new PngBytes(4, 1, 4, PngBytes.GREY)
                .chunk("tRNS", new byte[] {0, 2})
                .rows(new byte[] {0, 0x02, (byte) 0xf2})
                .end();

        Frame frame = read(write("clear.png", png));

        assertThat(frame.photometric()).isEqualTo(Photometric.MONOCHROME2_ALPHA);
        assertThat(samples(frame)).containsExactly(0, 255, 34, 0, 255, 255, 34, 0);
    }

    @Test
    void read_findsTheTransparentLevel_greyOfSixteenBits() throws IOException {
        byte[] png = new PngBytes(2, 1, 16, PngBytes.GREY)
                .chunk("tRNS", new byte[] {1, 2})
                .rows(new byte[] {0, 1, 2, 1, 3})
                .end();

        assertThat(samples(read(write("clear16.png", png)))).containsExactly(258, 0, 259, 65535);
    }

    @Test
    void read_refusesInsteadOfFillingWithGrey_jpegCutShort() throws IOException {
        byte[] jpeg = noisyJpeg();
        Path whole = write("whole.jpg", jpeg);
        assertThat(read(whole).width()).isEqualTo(64);

        for (int percent : new int[] {50, 75, 95}) {
            Path cut = write("cut.jpg", Arrays.copyOf(jpeg, jpeg.length * percent / 100));
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(ImageReadException.class)
                    .hasMessageContaining("the file ends before the image does");
        }
    }

    @Test
    void read_refusesEveryCut_png() throws IOException {
        byte[] png = new PngBytes(8, 8, 8, PngBytes.GREY).rows(new byte[72]).end();
        for (int length = 1; length < png.length - 12; length++) {
            Path cut = write("cut.png", Arrays.copyOf(png, length));
            assertThatThrownBy(() -> read(cut)).isInstanceOf(ImageReadException.class);
        }
    }

    private Frame read(Path file) throws ImageReadException {
        return new ImageFiles().readFirst(file);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static int[] samples(Frame frame) {
        int[] values = new int[frame.samples().length()];
        Arrays.setAll(values, frame.samples()::get);
        return values;
    }

    private static byte[] noisyJpeg() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, i * 2_654_435 ^ i << 7);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
