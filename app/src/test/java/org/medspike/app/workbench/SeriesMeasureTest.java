package org.medspike.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.medspike.imaging.Examination;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.series.Series;
import org.medspike.imaging.series.Slice;
import org.medspike.imaging.series.StackGeometry;

/** Volumes carry their unit and n, and there is none where it would be wrong. */
class SeriesMeasureTest {

    private static Series series(Optional<PixelSpacing> pixel, Optional<String> flaw) {
        Slice slice = new Slice(Path.of("a"), 0, 8, 8, pixel, Optional.empty(), OptionalInt.empty());
        StackGeometry geometry = new StackGeometry(OptionalDouble.of(4), 0, List.of(), flaw, flaw);
        return new Series("DICOM", 0, Examination.UNKNOWN, List.of(slice, slice), geometry, List.of());
    }

    @Test
    void volume_isPixelsTimesVoxel() {
        Series series = series(Optional.of(new PixelSpacing(0.5, 0.5)), Optional.empty());

        // 3000 voxels of 1 cubic millimetre.
        SeriesMeasure measure = new SeriesMeasure(series, 2, 3000, 0.5);

        assertThat(measure.millilitres()).hasValue(3);
        assertThat(measure.text())
                .isEqualTo(
                        "2 of 2 images segmented, threshold 0.50: 3000 px in all masks.\n"
                                + "Volume 3.00 ml (n = 2 images; voxel 0.500 x 0.500 x 4.000 mm, the last from the positions).");
    }

    @Test
    void thereIsNoVolume_whileImagesAreLeft() {
        Series series = series(Optional.of(new PixelSpacing(0.5, 0.5)), Optional.empty());

        assertThat(new SeriesMeasure(series, 1, 3000, 0.5).text()).endsWith("when all images are segmented.");
    }

    @Test
    void thereIsNoVolume_whereGeometryIsUnsound_orSpacingUnknown() {
        Series gaps = series(Optional.of(new PixelSpacing(1, 1)), Optional.of("slices are missing"));
        Series bare = series(Optional.empty(), Optional.empty());

        assertThat(new SeriesMeasure(gaps, 2, 10, 0.5).text())
                .contains("10 px")
                .endsWith("No volume in ml: slices are missing.");
        assertThat(new SeriesMeasure(bare, 2, 10, 0.5).text())
                .endsWith("No volume in ml: the file gives no pixel spacing.");
    }
}
