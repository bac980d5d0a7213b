package org.medspike.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

class NiftiPlacementTest {

    /**
     * Voxel (i, j, k) as nibabel 5.0.0 places it ({@code affine @ (i, j, k, 1)}), x and y turned round: NIfTI counts them to the
     * right and to anterior, DICOM to the left and to posterior. The first has a qform, the second an oblique one, the
     * third is NIfTI-2, the fourth a big-endian file with an sform alone.
     */
    @ParameterizedTest
    @CsvSource({
        "anatomical.nii, 32, 40, 24, 32.0, -40.0, 32.0",
        "example4d.nii.gz, 10, 20, 5, -97.8551, -1.97372, 10.0712",
        "example_nifti2.nii.gz, 10, 5, 11, -97.8551, 29.76522, 18.24913",
        "avg152T1_big_endian.nii.gz, 90, 0, 90, 90.0, 126.0, 108.0"
    })
    void voxelsLieWhereNibabelPutsThem(String name, int i, int j, int k, double x, double y, double z)
            throws IOException {
        Path file = CorpusManifest.folder().resolve("nifti").resolve(name);
        assumeTrue(Files.isRegularFile(file), "skipped: the test corpus is not at " + CorpusManifest.folder());

        try (ImageSource source = new ImageFiles().open(file)) {
            Vector3 point = source.placement(k).orElseThrow().at(i, j);

            assertThat(point.x()).isCloseTo(x, within(1e-3));
            assertThat(point.y()).isCloseTo(y, within(1e-3));
            assertThat(point.z()).isCloseTo(z, within(1e-3));
        }
    }

    /** nibabel 5.0.0, {@code set_qform}, of a volume turned by -0.5 about z after 0.3 about x. */
    @Test
    void quaternionIsNibabels_obliqueVolume() {
        Vector3 row = new Vector3(0.87758256, -0.47942554, 0);
        Vector3 column = new Vector3(0.45801271, 0.83838664, 0.29552021);
        Vector3 normal = new Vector3(-0.14167993, -0.25934338, 0.95533649);

        NiftiGrid grid =
                NiftiGrid.placed(2, 2, 2, new Vector3(10, 20, 30), row.times(0.5), column.times(0.75), normal.times(2));

        assertThat(grid.qformCode()).isOne();
        assertThat(grid.quaternion()).containsExactly(new double[] {0.036971584, 0.14479247, 0.9580326}, within(1e-6));
        assertThat(grid.pixdim()[0]).isOne();
        assertThat(grid.shift()).containsExactly(-10, -20, 30);
    }

    /** Likewise, of sagittal slices counted to the left and to the right: only the sign of k differs. */
    @Test
    void quaternionIsNibabels_sagittalVolumes() {
        for (int way : new int[] {-1, 1}) {
            NiftiGrid grid = NiftiGrid.placed(
                    2,
                    2,
                    2,
                    new Vector3(0, 0, 0),
                    new Vector3(0, 1, 0),
                    new Vector3(0, 0, -1),
                    new Vector3(2 * way, 0, 0));

            double[] q = grid.quaternion();
            assertThat(new double[] {Math.abs(q[0]), Math.abs(q[1]), Math.abs(q[2])})
                    .containsExactly(new double[] {0.5, 0.5, 0.5}, within(1e-9));
            assertThat(q[0] * q[1]).isNegative();
            assertThat(q[1] * q[2]).isNegative();
            assertThat(grid.pixdim()[0]).isEqualTo(-way);
        }
    }

    /** A quaternion knows right angles only; an oblique step in its place would be a wrong one. */
    @Test
    void tiltedStack_hasNoQform() {
        NiftiGrid grid = NiftiGrid.placed(
                2, 2, 2, new Vector3(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 0.9, -0.4), new Vector3(0, 0, 2));

        assertThat(grid.qformCode()).isZero();
        assertThat(grid.sformCode()).isOne();
        assertThat(grid.sform()[2]).containsExactly(0, -0.4, 2, 0);
    }

    @Test
    void gridWithoutAPlace_hasNeitherForm_andAUnitOnlyWithASpacing() {
        NiftiGrid bare = NiftiGrid.unplaced(3, 2, 1, Optional.empty());
        NiftiGrid spaced = NiftiGrid.unplaced(3, 2, 1, Optional.of(new PixelSpacing(0.5, 0.25)));

        assertThat(bare.units()).isZero();
        assertThat(bare.qformCode() + bare.sformCode()).isZero();
        assertThat(spaced.units()).isEqualTo(2);
        assertThat(spaced.pixdim()).startsWith(1, 0.25, 0.5, 1);
    }

    @Test
    void shearedSlice_hasNoPlacement() {
        double[][] sheared = {{1, 0.5, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}};
        NiftiGeometry geometry =
                new NiftiGeometry(org.medspike.imaging.Orientation.UPRIGHT, Optional.empty(), Optional.of(sheared));

        assertThat(geometry.placement(0)).isEqualTo(Optional.<Placement>empty());
    }
}
