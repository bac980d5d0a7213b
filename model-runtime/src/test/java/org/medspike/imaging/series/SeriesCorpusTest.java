package org.medspike.imaging.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;

/** Series of real files; positions and distances as pydicom 2.3 reads them. */
class SeriesCorpusTest {

    private final SeriesScan scan = new SeriesScan(new ImageFiles());

    private static Path corpus(String name) {
        Path path = CorpusManifest.folder().resolve(name);
        Assumptions.assumeTrue(Files.exists(path), "skipped: the test corpus is not at " + CorpusManifest.folder());
        return path;
    }

    private Series only(Path input) throws IOException {
        SeriesCollection found = scan.scan(List.of(input), Progress.UNWATCHED, sofar -> {});
        assertThat(found.series()).hasSize(1);
        assertThat(found.refused()).isEmpty();
        return found.series().get(0);
    }

    @Test
    void ct_isInTheOrderOfItsPositions_fiveMillimetresApart() throws IOException {
        Series series = only(corpus("ct_series"));

        assertThat(series.slices())
                .extracting(slice -> slice.file().getFileName().toString())
                .isEqualTo(
                        IntStream.rangeClosed(1, 28).mapToObj(i -> "I" + 10 * i).toList());
        assertThat(series.geometry().distanceMm().orElseThrow()).isCloseTo(5.0, within(1e-6));
        assertThat(series.findings()).isEmpty();
        assertThat(series.voxelMm3().orElseThrow()).isCloseTo(0.451171875 * 0.451171875 * 5, within(1e-6));
        assertThat(series.examination().unit()).contains("HU");
    }

    @Test
    void oneFileOfCt_findsTheOthers() throws IOException {
        SeriesCollection found = scan.around(corpus("ct_series/I140"), Progress.UNWATCHED, sofar -> {});

        assertThat(found.series()).singleElement().satisfies(series -> {
            assertThat(series.slices()).hasSize(28);
            assertThat(series.indexOf(corpus("ct_series/I140"), 0)).contains(13);
        });
    }

    @Test
    void tiltedCt_isTold() throws IOException {
        Series series = only(corpus("ct_tilt"));

        // Gantry/Detector Tilt in the files: -18.5
        assertThat(series.geometry().tiltDegrees()).isCloseTo(18.5, within(0.01));
        assertThat(series.geometry().distanceMm().orElseThrow()).isCloseTo(2.37080912, within(1e-6));
        assertThat(series.geometry().noPlanes().orElseThrow()).contains("tilted");
        assertThat(series.findings()).hasSize(1);
    }

    @Test
    void clip_hasTheRateOfItsFile() throws IOException {
        Series series = only(corpus("dicom/us_ybr422_jpeg_30f.dcm"));

        assertThat(series.slices()).hasSize(30);
        assertThat(series.examination().frameSeconds().orElseThrow()).isCloseTo(0.033333, within(1e-6));
        assertThat(series.examination().modality()).contains("US");
    }

    @Test
    void niftiOfSeveralVolumes_isASeriesForEach() throws IOException {
        SeriesCollection found = scan.scan(List.of(corpus("nifti/example4d.nii.gz")), Progress.UNWATCHED, sofar -> {});

        // nibabel: shape (128, 96, 24, 2), zooms 2 x 2 x 2.1999991
        assertThat(found.series()).hasSize(2);
        assertThat(found.series()).allSatisfy(series -> {
            assertThat(series.slices()).hasSize(24);
            assertThat(series.geometry().distanceMm().orElseThrow()).isCloseTo(2.2, within(1e-4));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "dicom", "nifti", "images", "seg"})
    void anyFolder_isGrouped_andEverySeriesIsShownOrRefusedInASentence(String name) throws IOException {
        SeriesCollection found = scan.scan(List.of(corpus(name)), Progress.UNWATCHED, sofar -> {});

        try (SliceStore store = new SliceStore(new ImageFiles(), SliceStore.usualBudget())) {
            for (Series series : found.series()) {
                assertThat(series.label()).isNotBlank();
                Slice last = series.slices().get(series.slices().size() - 1);
                try {
                    assertThat(store.read(last).width()).isEqualTo(last.width());
                } catch (ImageReadException e) {
                    assertThat(e).message().isNotBlank();
                }
            }
        }
        assertThat(found.refused()).allSatisfy(text -> assertThat(text).contains(": "));
    }
}
