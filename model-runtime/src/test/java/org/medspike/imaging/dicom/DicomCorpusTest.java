package org.medspike.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
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
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.StoredStatistics;

/** Reads the DICOM files of the corpus and compares with what other people's decoders found. */
class DicomCorpusTest {

    /** Nobody asks for these to be shown, and they are: their values must be right too. */
    private static final Set<String> SHOWN_ALL_THE_SAME =
            Set.of("dicom/ct_jpeg_process6_8_retired.dcm", "dicom/parametric_map_float.dcm");

    /** Not DICOM at all: opened as what it is. */
    private static final String RENAMED_PNG = "bad/png_renamed.dcm";

    @TestFactory
    Stream<DynamicTest> read_agreesWithTheReference() throws IOException {
        return CorpusManifest.tests(
                row -> row.get("kind").startsWith("dicom")
                        && (row.get("expected").equals("ok") || SHOWN_ALL_THE_SAME.contains(row.get("path")))
                        && !row.get("path").startsWith("bad/"),
                85,
                row -> compare(row, true));
    }

    private static void compare(Map<String, String> row, boolean headerToo) throws IOException {
        try (ImageSource source = new ImageFiles().open(CorpusManifest.folder().resolve(row.get("path")))) {
            Frame frame = source.read(0);
            StoredStatistics statistics = StoredStatistics.of(frame);
            boolean lossy = row.get("sha256").isEmpty();
            assertThat(frame.width()).isEqualTo(Integer.parseInt(row.get("cols")));
            assertThat(frame.height()).isEqualTo(Integer.parseInt(row.get("rows")));
            double most = frame.samples().floating() ? 1e-5 : lossy ? 2 : 0;
            assertThat(statistics.min()).isCloseTo(number(row, "min"), within(most));
            assertThat(statistics.max()).isCloseTo(number(row, "max"), within(most));
            assertThat(statistics.mean()).isCloseTo(number(row, "mean"), within(lossy ? 1.0 : 1e-5));
            channels(row, frame, lossy);
            if (!lossy) {
                assertThat(statistics.sha256()).isEqualTo(row.get("sha256"));
            }
            if (headerToo) {
                header(row, source, frame);
            }
        }
    }

    private static void channels(Map<String, String> row, Frame frame, boolean lossy) {
        if (row.get("channel_means").isEmpty()) {
            return;
        }
        String[] expected = row.get("channel_means").split(" ");
        for (int c = 0; c < expected.length; c++) {
            double sum = 0;
            for (int i = c; i < frame.samples().length(); i += expected.length) {
                sum += frame.samples().value(i);
            }
            assertThat(sum / frame.width() / frame.height())
                    .isCloseTo(Double.parseDouble(expected[c]), within(lossy ? 1.0 : 1e-3));
        }
    }

    private static void header(Map<String, String> row, ImageSource source, Frame frame) {
        if (!row.get("frames").isEmpty()) {
            assertThat(source.info().frames()).isEqualTo(Integer.parseInt(row.get("frames")));
        }
        if (frame.photometric().samples() == 1 && !row.get("slope").isEmpty()) {
            assertThat(frame.greyScale().slope()).isEqualTo(number(row, "slope"));
            assertThat(frame.greyScale().intercept()).isEqualTo(number(row, "intercept"));
        }
        if (!row.get("window_center").isEmpty()) {
            assertThat(source.info().window()).hasValueSatisfying(window -> {
                assertThat(window.center()).isEqualTo(first(row.get("window_center")));
                assertThat(window.width()).isEqualTo(first(row.get("window_width")));
            });
        }
        String spacing = row.get("pixel_spacing");
        assertThat(source.info().spacing().map(PixelSpacing::rowMm).orElse(0.0))
                .isEqualTo(spacing.isEmpty() ? 0 : first(spacing));
    }

    @TestFactory
    Stream<DynamicTest> read_refusesInASentence_filesThatHoldNoImageOrOneOfAnUnknownKind() throws IOException {
        return CorpusManifest.tests(
                row -> row.get("kind").startsWith("dicom")
                        && row.get("expected").equals("unsupported")
                        && !SHOWN_ALL_THE_SAME.contains(row.get("path")),
                9,
                row -> assertThatThrownBy(() -> read(row))
                        .isInstanceOfSatisfying(ImageReadException.class, e -> assertThat(e.isUnsupported())
                                .isTrue())
                        .message()
                        .hasSizeGreaterThan(20)
                        .doesNotContain("Exception", "null"));
    }

    @TestFactory
    Stream<DynamicTest> read_endsQuickly_hostileFiles() throws IOException {
        return CorpusManifest.tests(
                row -> row.get("path").startsWith("bad/") && row.get("path").endsWith(".dcm"),
                25,
                row -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                    if (row.get("expected").equals("ok")) {
                        compare(row, false);
                        return;
                    }
                    if (row.get("path").equals(RENAMED_PNG)) {
                        assertThat(read(row).width()).isEqualTo(32);
                        return;
                    }
                    assertThatThrownBy(() -> read(row))
                            .isInstanceOf(ImageReadException.class)
                            .message()
                            .hasSizeGreaterThan(15)
                            .doesNotContain(
                                    "Exception", "null", CorpusManifest.folder().toString());
                }));
    }

    private static Frame read(Map<String, String> row) throws ImageReadException {
        return new ImageFiles().readFirst(CorpusManifest.folder().resolve(row.get("path")));
    }

    private static double first(String numbers) {
        return Double.parseDouble(numbers.split("\\\\")[0]);
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
