package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.phantom.PhantomFolder;

/** {@code attention} as a script would call it. */
class AttentionJourneyTest {

    private static final List<String> MAPS = List.of("sdsa", "sa", "aa", "ai", "ia", "ii", "diff");

    @TempDir
    Path folder;

    private Program program;
    private Path image;
    private Path out;

    @BeforeEach
    void drawAPhantom() throws IOException {
        program = new Program(folder.resolve("home"));
        Path images = PhantomFolder.write(folder.resolve("data"), 1, 240, 3).resolve("images");
        try (var files = Files.list(images)) {
            image = files.findFirst().orElseThrow();
        }
        out = folder.resolve("out");
    }

    /** The numbers of a NumPy file, read here by its specification. */
    private static float[] npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8);
        assertThat(new String(bytes.array(), 10, header, StandardCharsets.US_ASCII))
                .contains("'<f4'");
        float[] values = new float[(bytes.capacity() - 10 - header) / 4];
        bytes.position(10 + header);
        bytes.asFloatBuffer().get(values);
        return values;
    }

    @Test
    void attention_writes28DifferentFiniteMaps_andWhatTheyMeanInNumbers() throws IOException {
        Program.Run run = program.run("attention", image, "--out", out);

        assertThat(run.status()).as(run.err()).isZero();
        Set<Integer> different = new HashSet<>();
        for (int stage = 1; stage <= 4; stage++) {
            for (String map : MAPS) {
                assertThat(out.resolve("s" + stage + "_" + map + ".png")).exists();
                float[] values = npy(out.resolve("s" + stage + "_" + map + ".npy"));
                for (float value : values) {
                    assertThat(value).isFinite();
                }
                different.add(Arrays.hashCode(values));
            }
        }
        assertThat(different).hasSize(28);
        JsonNode report =
                new JsonMapper().readTree(out.resolve("attention.json").toFile());
        assertThat(report.get("stages")).hasSize(4);
        for (JsonNode stage : report.get("stages")) {
            assertThat(stage.get("shape")).hasSize(2);
            assertThat(stage.get("kl").isNumber()).isTrue();
            assertThat(stage.get("l2").asDouble()).isNotNegative();
            assertThat(stage.get("cosine").asDouble()).isBetween(0.0, 1.0);
            assertThat(stage.get("range").get("aa").get(0).asDouble()).isBetween(0.0, 1.0);
        }
    }

    /** The report's L2 and cosine, worked out again from the raw maps. */
    @Test
    void numbers_followFromTheRawMaps() throws IOException {
        program.run("attention", image, "--out", out);
        JsonNode stage = new JsonMapper()
                .readTree(out.resolve("attention.json").toFile())
                .get("stages")
                .get(1);
        float[] s = npy(out.resolve("s2_sdsa.npy"));
        float[] a = npy(out.resolve("s2_sa.npy"));
        float[] difference = npy(out.resolve("s2_diff.npy"));
        double l2 = 0;
        double ss = 0;
        double aa = 0;
        double sa = 0;
        for (int i = 0; i < s.length; i++) {
            assertThat(difference[i]).isEqualTo(s[i] - a[i]);
            l2 += Math.pow(s[i] - a[i], 2) / s.length;
            ss += s[i] * s[i];
            aa += a[i] * a[i];
            sa += s[i] * a[i];
        }
        assertThat(stage.get("l2").asDouble()).isEqualTo(l2, Offset.offset(1e-6));
        assertThat(stage.get("cosine").asDouble()).isEqualTo(sa / Math.sqrt(ss * aa), Offset.offset(1e-5));
        assertThat(stage.get("n").asInt()).isEqualTo(s.length);
    }

    /** Query and key meet in one of the four ways in every channel, so the four shares of a token sum to one. */
    @Test
    void probe_writesWhatAPixelAttendsTo() throws IOException {
        Program.Run run = program.run("attention", image, "--out", out, "--probe", "120,100");

        assertThat(run.status()).as(run.err()).isZero();
        for (int stage = 1; stage <= 4; stage++) {
            float[] aa = npy(out.resolve("probe_s" + stage + "_aa.npy"));
            float[] ai = npy(out.resolve("probe_s" + stage + "_ai.npy"));
            float[] ia = npy(out.resolve("probe_s" + stage + "_ia.npy"));
            float[] ii = npy(out.resolve("probe_s" + stage + "_ii.npy"));
            for (int i = 0; i < aa.length; i++) {
                assertThat(aa[i] + ai[i] + ia[i] + ii[i]).isEqualTo(1, Offset.offset(1e-5f));
            }
            float[] sa = npy(out.resolve("probe_s" + stage + "_sa.npy"));
            double mean = 0;
            for (float value : sa) {
                mean += value / sa.length;
            }
            assertThat(mean).as("even share on average").isEqualTo(1, Offset.offset(1e-3));
        }
    }

    @Test
    void wrongProbe_isStatus2_andABrokenImageStatus1() throws IOException {
        assertThat(program.run("attention", image, "--out", out, "--probe", "here")
                        .status())
                .isEqualTo(2);
        Program.Run outside = program.run("attention", image, "--out", out, "--probe", "240,3");
        assertThat(outside.status()).isEqualTo(2);
        assertThat(outside.err()).contains("outside the image of 240 x 240 px");

        Path text = Files.writeString(folder.resolve("text.png"), "no image");
        Program.Run broken = program.run("attention", text, "--out", out);
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.err()).contains("text.png").doesNotContain("Exception");
        assertThat(out).doesNotExist();
    }
}
