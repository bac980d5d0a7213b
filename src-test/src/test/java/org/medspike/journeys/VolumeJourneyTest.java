package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes and DICOM images on the command line: the same commands, a frame a slice, millimetres where they are known. */
class VolumeJourneyTest {

    @TempDir
    Path folder;

    private Program program;

    @BeforeEach
    void start() {
        program = new Program(folder.resolve("home"));
    }

    /** A NIfTI-1 volume of 40 x 30 x 3 bytes, pixels of 0.5 x 0.25 mm (i, j); the values count up. */
    private Path volume() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(352 + 40 * 30 * 3).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 348).putShort(70, (short) 2).putFloat(108, 352);
        file.putShort(40, (short) 3)
                .putShort(42, (short) 40)
                .putShort(44, (short) 30)
                .putShort(46, (short) 3);
        file.putFloat(80, 0.5f).putFloat(84, 0.25f).putFloat(88, 2).put(123, (byte) 2);
        file.put(344, "n+1".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 40 * 30 * 3; i++) {
            file.put(352 + i, (byte) (i % 200));
        }
        return Files.write(Files.createDirectories(folder.resolve("in")).resolve("head.nii"), file.array());
    }

    @Test
    void segment_writesAMaskASlice_andMeasuresInMillimetres() throws IOException {
        Path out = folder.resolve("out");
        volume();

        Program.Run run = program.run("segment", folder.resolve("in"), "--out", out);

        assertThat(run.status()).as(run.err()).isZero();
        for (String name : new String[] {"head_mask.png", "head_0002_mask.png", "head_0003_mask.png"}) {
            BufferedImage mask = ImageIO.read(out.resolve(name).toFile());
            assertThat(mask.getWidth()).isEqualTo(40);
            assertThat(mask.getHeight()).isEqualTo(30);
        }
        assertThat(Files.readAllLines(out.resolve("results.csv")).subList(1, 4))
                .allSatisfy(row -> assertThat(row).contains(",mm²,").contains(",mm,"));
    }

    @Test
    void info_tellsSpacingAndFrames() throws IOException {
        Program.Run run = program.run("info", volume(), "--json");

        JsonNode node = new JsonMapper().readTree(run.out());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(node.path("format").asText()).isEqualTo("NIfTI-1");
        assertThat(node.path("frames").asInt()).isEqualTo(3);
        assertThat(node.path("spacingMm").toString()).isEqualTo("[0.25,0.5]");
        assertThat(node.path("windowCenter").isNull()).isTrue();
        assertThat(node.path("storedMax").asInt()).isEqualTo(199);
        assertThat(program.run("info", volume()).out()).contains("pixels of 0.2500 x 0.5000 mm");
    }

    /** Values of the manifest of the corpus. */
    @Test
    void info_tellsWhatADicomHeaderSays() throws IOException {
        Path series = Path.of(System.getProperty("medspike.shared"), "corpus", "ct_series");
        assumeTrue(Files.isDirectory(series), "skipped: the test corpus is not at " + series);

        Program.Run run = program.run("info", series, "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(28);
        JsonNode first = new JsonMapper().readTree(run.out().lines().findFirst().orElseThrow());
        assertThat(first.path("transferSyntax").asText()).isEqualTo("1.2.840.10008.1.2.1");
        assertThat(first.path("bitsStored").asInt()).isEqualTo(12);
        assertThat(first.path("spacingMm").toString()).isEqualTo("[0.451171875,0.451171875]");
        assertThat(first.path("rescaleIntercept").asInt()).isEqualTo(-1024);
        assertThat(first.path("windowCenter").asDouble()).isEqualTo(40);
        assertThat(first.path("windowWidth").asDouble()).isEqualTo(80);
        assertThat(first.path("storedMax").asInt()).isEqualTo(1794);
    }
}
