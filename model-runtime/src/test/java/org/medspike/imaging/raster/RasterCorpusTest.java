package org.medspike.imaging.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Samples;
import org.medspike.imaging.StoredStatistics;

/** Reads the raster files of the corpus and compares with what other people's decoders found. */
class RasterCorpusTest {

    private static final Path CORPUS = CorpusManifest.folder();
    private static final Set<String> FORMATS = Set.of("png", "jpg", "tif", "bmp", "gif");

    /** The reference decoder garbles this picture (run-length coding of four bits); ours was looked at and is right. */
    private static final String WRONG_REFERENCE = "images/bmp_g_pal4rle.bmp";

    /** A wrong check sum over right data: showing it is acceptable. */
    private static final String WRONG_CHECKSUM = "bad/xcsn0g01.png";

    @TestFactory
    Stream<DynamicTest> read_agreesWithTheReference_goodFiles() throws IOException {
        return tests("images/", "ok", RasterCorpusTest::checkGoodFile);
    }

    private static void checkGoodFile(Map<String, String> row) throws IOException {
        String path = row.get("path");
        Frame frame = read(row);
        boolean turned = row.get("note").equals("orientation=6");
        assertThat(frame.width()).isEqualTo(Integer.parseInt(row.get("cols")));
        assertThat(frame.height()).isEqualTo(Integer.parseInt(row.get("rows")));
        assertThat(frame.orientation()).isEqualTo(turned ? Orientation.ROTATED_90 : Orientation.UPRIGHT);
        if (path.equals(WRONG_REFERENCE)) {
            assertThat(StoredStatistics.of(frame).mean()).isCloseTo(88.22, within(0.01));
        } else {
            compare(frame, row);
        }
    }

    @TestFactory
    Stream<DynamicTest> read_refusesInASentence_badFiles() throws IOException {
        return tests(
                "bad/",
                "error",
                row -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                    if (row.get("path").equals(WRONG_CHECKSUM)) {
                        compare(read(row), row);
                        return;
                    }
                    assertThatThrownBy(() -> read(row))
                            .isInstanceOf(ImageReadException.class)
                            .message()
                            .hasSizeGreaterThan(20)
                            .doesNotContain("Exception", "null", CORPUS.toString());
                }));
    }

    private static Frame read(Map<String, String> row) throws ImageReadException {
        return new ImageFiles().readFirst(CORPUS.resolve(row.get("path")));
    }

    private static void compare(Frame frame, Map<String, String> row) {
        StoredStatistics statistics = StoredStatistics.of(frame);
        String sha256 = row.get("sha256");
        boolean lossy = sha256.isEmpty();
        assertThat(statistics.min())
                .isCloseTo(
                        number(row, "min"), within(lossy ? 2 : frame.samples().floating() ? 1e-5 : 0));
        assertThat(statistics.max())
                .isCloseTo(
                        number(row, "max"), within(lossy ? 2 : frame.samples().floating() ? 1e-5 : 0));
        assertThat(statistics.mean()).isCloseTo(number(row, "mean"), within(lossy ? 1.0 : 1e-5));
        String means = row.get("channel_means").isEmpty() ? row.get("mean") : row.get("channel_means");
        double[] expected =
                Stream.of(means.split(" ")).mapToDouble(Double::parseDouble).toArray();
        assertThat(frame.photometric().samples()).isEqualTo(expected.length);
        for (int c = 0; c < expected.length; c++) {
            assertThat(channelMean(frame, c)).isCloseTo(expected[c], within(lossy ? 1.0 : 1e-3));
        }
        if (!lossy) {
            assertThat(statistics.sha256()).isEqualTo(sha256);
        }
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static double channelMean(Frame frame, int channel) {
        Samples samples = frame.samples();
        double sum = 0;
        for (int i = channel; i < samples.length(); i += frame.photometric().samples()) {
            sum += samples.value(i);
        }
        return sum / ((double) frame.width() * frame.height());
    }

    /** One test a file; one that is skipped where there is no corpus. */
    private static Stream<DynamicTest> tests(String folder, String expected, CorpusManifest.FileTest test)
            throws IOException {
        return CorpusManifest.tests(
                row -> row.get("path").startsWith(folder)
                        && row.get("expected").equals(expected)
                        && FORMATS.contains(
                                row.get("path").substring(row.get("path").lastIndexOf('.') + 1)),
                11,
                test);
    }
}
