package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.phantom.PhantomFolder;

/** {@code segment} as a script would call it, with good and bad input. */
class SegmentJourneyTest {

    @TempDir
    Path folder;

    private Program program;
    private Path images;
    private Path out;

    @BeforeEach
    void drawPhantoms() throws IOException {
        program = new Program(folder.resolve("home"));
        images = PhantomFolder.write(folder.resolve("data"), 2, 200, 3).resolve("images");
        out = folder.resolve("out");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void assertMask(Path mask, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(mask.toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        int[] values = image.getRaster().getPixels(0, 0, width, height, (int[]) null);
        assertThat(values)
                .containsOnly(java.util.Arrays.stream(values).distinct().toArray());
        assertThat(java.util.Arrays.stream(values).distinct().boxed().toList()).isSubsetOf(0, 255);
    }

    private List<String> results() throws IOException {
        return Files.readAllLines(out.resolve("results.csv"));
    }

    @Test
    void folder_givesAMaskOfTheExactSizeForEachImage_andKeepsSubFolders() throws IOException {
        Files.createDirectories(images.resolve("deeper"));
        ImageIO.write(
                new BufferedImage(77, 53, BufferedImage.TYPE_INT_RGB),
                "png",
                images.resolve("deeper/odd.png").toFile());

        Program.Run run = program.run("segment", images, "--out", out, "--prob", "--model", "endoscopy");

        assertThat(run.status()).as(run.err()).isZero();
        assertMask(out.resolve("deeper/odd_mask.png"), 77, 53);
        assertThat(ImageIO.read(out.resolve("deeper/odd_prob.png").toFile()).getType())
                .isEqualTo(BufferedImage.TYPE_USHORT_GRAY);
        assertThat(files(out)).hasSize(3 * 2 + 1);
        assertThat(results()).hasSize(4);
        assertThat(results().get(0))
                .isEqualTo("file,frame,model,model_sha256,threshold,components,area,area_unit,longest_diameter,"
                        + "diameter_unit,mean_probability,seconds,status,message");
        assertThat(results().get(1)).contains(",endoscopy,").contains(",px").contains(",ok,");
    }

    @Test
    void json_isOneObjectAFrame() throws IOException {
        Program.Run run = program.run("segment", images, "--out", out, "--json", "--model", "endoscopy");

        assertThat(run.out().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("{")
                .contains("\"areaUnit\":\"px²\"")
                .contains("\"status\":\"ok\""));
    }

    @Test
    void sameInput_givesTheSameMask() throws IOException {
        Path image = files(images).get(0);
        program.run("segment", image, "--out", out);
        byte[] first = Files.readAllBytes(files(out).get(0));

        program.run("segment", image, "--out", out);

        assertThat(Files.readAllBytes(files(out).get(0))).isEqualTo(first);
    }

    @Test
    void badFiles_areToldOneByOne_andTheGoodOnesAreDone() throws IOException {
        Path bad = Files.createDirectories(folder.resolve("bad"));
        Files.write(bad.resolve("empty.png"), new byte[0]);
        Files.writeString(bad.resolve("text.png"), "not an image at all");
        Files.write(bad.resolve("huge.png"), pngHeader(20_000, 20_000));
        byte[] whole = Files.readAllBytes(files(images).get(0));
        Files.write(bad.resolve("cut.png"), java.util.Arrays.copyOf(whole, whole.length / 3));
        Files.write(bad.resolve("good.png"), whole);
        ImageIO.write(
                new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB),
                "png",
                bad.resolve("dot.png").toFile());
        BufferedImage alpha = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
        alpha.setRGB(3, 3, 0x80ff0000);
        ImageIO.write(alpha, "png", bad.resolve("alpha.png").toFile());

        Program.Run run = program.run("segment", bad, folder.resolve("missing.png"), "--out", out);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("empty.png: the file is empty")
                .contains("text.png: ")
                .contains("huge.png: ")
                .contains("20000 x 20000")
                .contains("cut.png: ")
                .contains("missing.png: there is no such file or folder")
                .doesNotContain("Exception");
        assertMask(out.resolve("good_mask.png"), 200, 200);
        assertMask(out.resolve("dot_mask.png"), 1, 1);
        assertMask(out.resolve("alpha_mask.png"), 40, 30);
        assertThat(files(out))
                .extracting(f -> f.getFileName().toString())
                .containsExactlyInAnyOrder("good_mask.png", "dot_mask.png", "alpha_mask.png", "results.csv");
        assertThat(results().stream().filter(row -> row.contains(",failed,"))).hasSize(5);
    }

    /** A PNG that ends after a header that promises far too much. */
    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream chunk = new DataOutputStream(header);
        chunk.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        chunk.writeInt(width);
        chunk.writeInt(height);
        chunk.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        data.writeInt(13);
        data.write(header.toByteArray());
        data.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }

    @Test
    void sameStemTwice_losesNothing() throws IOException {
        BufferedImage small = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        Path twins = Files.createDirectories(folder.resolve("twins"));
        ImageIO.write(small, "png", twins.resolve("a.png").toFile());
        ImageIO.write(small, "bmp", twins.resolve("a.bmp").toFile());

        Program.Run run = program.run("segment", twins, "--out", out);

        assertThat(run.status()).isZero();
        assertThat(files(out))
                .extracting(f -> f.getFileName().toString())
                .containsExactlyInAnyOrder("a_mask.png", "a_png_mask.png", "results.csv");
    }

    @Test
    void outputInsideTheInput_isNotSegmentedAgain() throws IOException {
        program.run("segment", images, "--out", images.resolve("results"));

        Program.Run again = program.run("segment", images, "--out", images.resolve("results"));

        assertThat(again.err()).contains("2 done, 0 failed");
    }

    @Test
    void folderWithoutImages_isTold() throws IOException {
        Program.Run run = program.run("segment", Files.createDirectories(folder.resolve("none")), "--out", out);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("none: the folder holds no PNG, JPEG, TIFF, BMP, GIF, WebP, NIfTI or DICOM image");
    }

    @Test
    void outputThatCannotBeWritten_isTold_andNothingIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Program.Run run = program.run("segment", images, "--out", file.resolve("out"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("could not be written").doesNotContain("Exception");
        assertThat(Files.readString(file)).isEqualTo("in the way");
    }

    @Test
    void unknownModel_isTold_withThoseAtHand() {
        Program.Run run = program.run("segment", images, "--out", out, "--model", "nosuch");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("There is no model 'nosuch'. Models at hand: ")
                .contains("endoscopy");
        assertThat(out).doesNotExist();
    }

    @Test
    void wrongUsage_isStatus2() {
        assertThat(program.run("segment", images).status()).isEqualTo(2);
        assertThat(program.run("segment", "--out", out).status()).isEqualTo(2);
        assertThat(program.run("segment", images, "--out", out, "--nonsense").status())
                .isEqualTo(2);
        assertThat(program.run("segment", images, "--out", out, "--format", "docx")
                        .status())
                .isEqualTo(2);
        assertThat(program.run("nonsense").status()).isEqualTo(2);
    }
}
