package org.medspike.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.StoredStatistics;

/** Reads the NIfTI files of the corpus and compares the whole first volume with what nibabel found. */
class NiftiCorpusTest {

    @TestFactory
    Stream<DynamicTest> read_agreesWithTheReference_goodFiles() throws IOException {
        return CorpusManifest.tests(
                row -> row.get("path").startsWith("nifti/")
                        && row.get("expected").equals("ok"),
                9,
                row -> {
                    try (ImageSource source =
                            new ImageFiles().open(CorpusManifest.folder().resolve(row.get("path")))) {
                        compare(source, row);
                    }
                });
    }

    private static void compare(ImageSource source, Map<String, String> row) throws IOException {
        String[] extents = row.get("frames").split("x");
        int slices = Integer.parseInt(extents[2]);
        int volumes = extents.length > 3 ? Integer.parseInt(extents[3]) : 1;
        assertThat(source.info().frames()).isEqualTo(slices * volumes);
        assertThat(source.info().width()).isEqualTo(Integer.parseInt(row.get("cols")));
        assertThat(source.info().height()).isEqualTo(Integer.parseInt(row.get("rows")));
        StoredStatistics statistics = source.statistics();
        assertThat(statistics.min()).isEqualTo(Double.parseDouble(row.get("min")));
        assertThat(statistics.max()).isEqualTo(Double.parseDouble(row.get("max")));
        assertThat(statistics.mean()).isCloseTo(Double.parseDouble(row.get("mean")), within(1e-5));
        assertThat(statistics.sha256()).isEqualTo(row.get("sha256"));
        // The last frame of all can be reached too.
        assertThat(source.read(slices * volumes - 1).width())
                .isEqualTo(source.info().width());
    }

    @TestFactory
    Stream<DynamicTest> read_refusesInASentence_badFiles() throws IOException {
        return CorpusManifest.tests(row -> row.get("path").startsWith("bad/nifti"), 1, row -> assertThatThrownBy(
                        () -> new ImageFiles().readFirst(CorpusManifest.folder().resolve(row.get("path"))))
                .isInstanceOf(ImageReadException.class)
                .message()
                .hasSizeGreaterThan(20));
    }
}
