package org.medspike.export.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.export.DrawnMask;
import org.medspike.export.FrameResult;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Vector3;
import org.medspike.imaging.nifti.NiftiGrid;
import org.medspike.imaging.nifti.NiftiVolume;

class NiftiMaskTest {

    private static final NiftiGrid PLACED = NiftiGrid.placed(
            3, 2, 2, new Vector3(10, 20, 30), new Vector3(0.5, 0, 0), new Vector3(0, 0.75, 0), new Vector3(0, 0, 2));

    @TempDir
    Path folder;

    private static final List<FrameResult> FRAMES =
            List.of(FrameResult.of(DrawnMask.of("#..", "..#")), FrameResult.of(DrawnMask.of("...", ".#.")));

    /** Offsets and codes of nifti1.h; the affine is what is asked for with x and y turned round. */
    @Test
    void bytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("mask.nii.gz");
        NiftiMask.write(file, PLACED, FRAMES);

        byte[] bytes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            bytes = in.readAllBytes();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes).hasSize(352 + 12);
        assertThat(header.getInt(0)).isEqualTo(348);
        assertThat(header.getShort(40)).isEqualTo((short) 3);
        assertThat(header.getShort(42)).isEqualTo((short) 3);
        assertThat(header.getShort(44)).isEqualTo((short) 2);
        assertThat(header.getShort(68)).isEqualTo((short) 1002);
        assertThat(header.getShort(70)).isEqualTo((short) 2);
        assertThat(header.getShort(72)).isEqualTo((short) 8);
        assertThat(header.getFloat(108)).isEqualTo(352);
        assertThat(header.get(123)).isEqualTo((byte) 2);
        assertThat(header.getShort(254)).isEqualTo((short) 1);
        assertThat(header.getFloat(280)).isEqualTo(-0.5f);
        assertThat(header.getFloat(292)).isEqualTo(-10f);
        assertThat(header.getFloat(300)).isEqualTo(-0.75f);
        assertThat(header.getFloat(320)).isEqualTo(2f);
        assertThat(new String(bytes, 344, 3, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("n+1");
        assertThat(java.util.Arrays.copyOfRange(bytes, 352, 364)).containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
    }

    @Test
    void maskIsReadBackAsItWasWritten_withItsGrid_inBothVersions() throws IOException {
        NiftiGrid version2 = new NiftiGrid(
                2,
                PLACED.extents(),
                PLACED.pixdim(),
                PLACED.units(),
                PLACED.qformCode(),
                PLACED.sformCode(),
                PLACED.quaternion(),
                PLACED.shift(),
                PLACED.sform());
        for (NiftiGrid grid : List.of(PLACED, version2)) {
            Path file = folder.resolve("v" + grid.version() + ".nii.gz");
            NiftiMask.write(file, grid, FRAMES);

            try (ImageSource source = new ImageFiles().open(file)) {
                assertThat(source.info().format()).isEqualTo("NIfTI-" + grid.version());
                assertThat(((NiftiVolume) source).grid()).isEqualTo(grid);
                assertThat(((NiftiVolume) source).isOfLabels()).isTrue();
                assertThat(values(source.read(0))).containsExactly(1, 0, 0, 0, 0, 1);
                assertThat(values(source.read(1))).containsExactly(0, 0, 0, 0, 1, 0);
                assertThat(source.placement(1).orElseThrow().origin()).isEqualTo(new Vector3(10, 20, 32));
            }
        }
    }

    @Test
    void probabilityIsReadBackToWithinHalfAStep() throws IOException {
        Plane probability = new Plane(3, 1, new float[] {0, 0.5f, 1});
        Path file = folder.resolve("prob.nii.gz");

        NiftiMask.writeProbability(
                file,
                NiftiGrid.unplaced(3, 1, 1, Optional.empty()),
                List.of(FrameResult.of(DrawnMask.of(".##"), probability)));

        try (ImageSource source = new ImageFiles().open(file)) {
            Frame frame = source.read(0);
            assertThat(values(frame)).containsExactly(0, 128, 255);
            assertThat(frame.greyScale().measure(128))
                    .isCloseTo(0.5, org.assertj.core.api.Assertions.within(0.51 / 255));
            assertThat(frame.greyScale().measure(255)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
            assertThat(source.info().spacing()).isEmpty();
            assertThat(source.placement(0)).isEmpty();
        }
    }

    private static int[] values(Frame frame) {
        int[] values = new int[frame.samples().length()];
        java.util.Arrays.setAll(values, frame.samples()::get);
        return values;
    }
}
