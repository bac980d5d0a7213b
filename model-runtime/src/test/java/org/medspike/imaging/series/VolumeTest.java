package org.medspike.imaging.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/** The three planes of a stack: the right voxels, the right way up, at the right size. */
class VolumeTest {

    @TempDir
    Path folder;

    private static Series series(Path input) throws IOException {
        return new SeriesScan(new ImageFiles())
                .scan(List.of(input), Progress.UNWATCHED, sofar -> {})
                .series()
                .get(0);
    }

    private static Volume volume(Path input) throws IOException {
        try (SliceStore store = new SliceStore(new ImageFiles(), 1 << 24)) {
            return Volume.read(series(input), store, Progress.UNWATCHED).orElseThrow();
        }
    }

    /** Axial slices of 2 rows and 3 columns; a sample is 100 z + 10 y + x. */
    private Path stack() {
        for (int z = 0; z < 4; z++) {
            int[] samples = new int[6];
            for (int i = 0; i < 6; i++) {
                samples[i] = 100 * z + 10 * (i / 3) + i % 3;
            }
            new SliceFile("1.2.3").at(5.0 * z).size(3, 2).write(folder.resolve("s" + z + ".dcm"), samples);
        }
        return folder;
    }

    private static int[][] pixels(Frame frame) {
        int[][] rows = new int[frame.height()][frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                rows[y][x] = frame.sample(x, y, 0);
            }
        }
        return rows;
    }

    @Test
    void axialStack_isCutAlongAllPlanes_headUp() throws IOException {
        Volume volume = volume(stack());

        assertThat(volume.count(AnatomicalPlane.AXIAL)).isEqualTo(4);
        assertThat(volume.count(AnatomicalPlane.CORONAL)).isEqualTo(2);
        assertThat(volume.count(AnatomicalPlane.SAGITTAL)).isEqualTo(3);
        assertThat(pixels(volume.plane(AnatomicalPlane.AXIAL, 3))).isDeepEqualTo(new int[][] {
            {300, 301, 302},
            {310, 311, 312}
        });
        assertThat(pixels(volume.plane(AnatomicalPlane.CORONAL, 1))).isDeepEqualTo(new int[][] {
            {310, 311, 312},
            {210, 211, 212},
            {110, 111, 112},
            {10, 11, 12}
        });
        assertThat(pixels(volume.plane(AnatomicalPlane.SAGITTAL, 2))).isDeepEqualTo(new int[][] {
            {302, 312},
            {202, 212},
            {102, 112},
            {2, 12}
        });
    }

    @Test
    void planes_haveTheSizeOfTheirVoxels_andKnowWhereTheyLie() throws IOException {
        Volume volume = volume(stack());

        assertThat(volume.plane(AnatomicalPlane.CORONAL, 0).spacing()).contains(new PixelSpacing(5, 0.5));
        Placement placed = volume.placement(AnatomicalPlane.CORONAL, 1);
        assertThat(placed.at(2, 0)).isEqualTo(new Vector3(1, 0.5, 15));
        assertThat(placed.at(0, 3)).isEqualTo(new Vector3(0, 0.5, 0));
        assertThat(volume.plane(AnatomicalPlane.CORONAL, 1).greyScale().intercept())
                .isEqualTo(-1024);
    }

    @Test
    void stackThatIsNotSound_isRefused_andWhyIsSaid() throws IOException {
        stack();
        Files.delete(folder.resolve("s2.dcm"));
        new SliceFile("1.2.3").at(40).size(3, 2).write(folder.resolve("far.dcm"));

        assertThatThrownBy(() -> volume(folder))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void slicesOfUnlikeScale_areRefused() throws IOException {
        stack();
        new SliceFile("1.2.3").at(20).size(3, 2).text(0x00281053, "DS", "2").write(folder.resolve("other.dcm"));

        assertThatThrownBy(() -> volume(folder))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("one scale");
    }

    @Test
    void whoStops_getsNone() throws IOException {
        try (SliceStore store = new SliceStore(new ImageFiles(), 1 << 20)) {
            assertThat(Volume.read(series(stack()), store, (done, all) -> done < 2))
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void realVolume_isHeadUp_whereverItsAxesPoint() throws IOException {
        Path file = CorpusManifest.folder().resolve("nifti/anatomical.nii");
        Assumptions.assumeTrue(Files.exists(file), "skipped: the test corpus is not at " + CorpusManifest.folder());

        Volume volume = volume(file);

        // nibabel: shape (33, 41, 25), axes L A S, affine diag(-2, 2, 2) with shift (32, -40, -16) to the right,
        // anterior, up.
        assertThat(volume.count(AnatomicalPlane.SAGITTAL)).isEqualTo(33);
        assertThat(volume.count(AnatomicalPlane.CORONAL)).isEqualTo(41);
        Placement coronal = volume.placement(AnatomicalPlane.CORONAL, 0);
        // From the right, at the front and on top: x -32, y -40, z -16 + 24 x 2 in DICOM's axes.
        assertThat(coronal.origin().x()).isCloseTo(-32, within(1e-6));
        assertThat(coronal.origin().y()).isCloseTo(-40, within(1e-6));
        assertThat(coronal.origin().z()).isCloseTo(32, within(1e-6));
        assertThat(coronal.alongRow().x()).isCloseTo(1, within(1e-6));
        assertThat(coronal.alongColumn().z()).isCloseTo(-1, within(1e-6));
    }
}
