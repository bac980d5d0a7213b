package org.medspike.imaging.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.imaging.ExifSides;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;

/** Files whose headers are written byte by byte, judged by the table of the EXIF standard. */
class OrientedFilesTest {

    private static final int BLOCK = 16;
    private static final int[][] LEVELS = {{20, 90, 160}, {230, 55, 125}};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void upright_followsExif_jpeg(int exif) throws IOException {
        Frame upright = new ImageFiles()
                .readFirst(Files.write(folder.resolve("photo.jpg"), jpegWithExif(exif)))
                .upright();

        assertThat(upright.width()).isEqualTo((exif <= 4 ? 3 : 2) * BLOCK);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                int[] at = ExifSides.position(exif, row, column, upright.width() / BLOCK, upright.height() / BLOCK);
                int level = upright.sample(at[0] * BLOCK + BLOCK / 2, at[1] * BLOCK + BLOCK / 2, 0);
                assertThat(level).isCloseTo(LEVELS[row][column], within(3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void upright_followsTheTag_tiff(int orientation) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Frame upright = new ImageFiles()
                    .readFirst(Files.write(folder.resolve("scan.tif"), tiff(orientation, order)))
                    .upright();

            for (int row = 0; row < 2; row++) {
                for (int column = 0; column < 3; column++) {
                    int[] at = ExifSides.position(orientation, row, column, upright.width(), upright.height());
                    assertThat(upright.sample(at[0], at[1], 0)).isEqualTo(LEVELS[row][column]);
                }
            }
        }
    }

    private static byte[] jpegWithExif(int exif) throws IOException {
        BufferedImage image = new BufferedImage(3 * BLOCK, 2 * BLOCK, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, LEVELS[y / BLOCK][x / BLOCK]);
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        ByteBuffer app1 = ByteBuffer.allocate(36);
        app1.putShort((short) 0xffe1).putShort((short) 34);
        app1.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        // TIFF header, then a directory with one entry: tag 0x0112, SHORT, one value; no further directory.
        app1.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        app1.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        app1.putShort((short) exif).putShort((short) 0).putInt(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg.toByteArray(), 0, 2);
        out.write(app1.array());
        out.write(jpeg.toByteArray(), 2, jpeg.size() - 2);
        return out.toByteArray();
    }

    private static byte[] tiff(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(256).order(order);
        tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(16);
        for (int[] row : LEVELS) {
            for (int level : row) {
                tiff.put((byte) level);
            }
        }
        tiff.position(16).putShort((short) 9);
        entry(tiff, 256, 3);
        entry(tiff, 257, 2);
        entry(tiff, 258, 8);
        entry(tiff, 259, 1);
        entry(tiff, 262, 1);
        entry(tiff, 273, 8);
        entry(tiff, 274, orientation);
        entry(tiff, 278, 2);
        entry(tiff, 279, 6);
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int value) {
        tiff.putShort((short) tag)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) value)
                .putShort((short) 0);
    }
}
