package org.medspike.mask.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;
import org.medspike.mask.Mask;

/** NIfTI masks as other programs store them, onto two axial slices of 3 x 2 pixels, 0.5 mm wide, 0.75 mm high, 2 mm apart. */
class VolumeMaskTest {

    @TempDir
    Path folder;

    private static FramePlace slice(double z) {
        Placement placement = new Placement(
                new Vector3(10, 20, z), new Vector3(1, 0, 0), new Vector3(0, 1, 0), new PixelSpacing(0.75, 0.5));
        return new FramePlace(3, 2, 1, 1, "1.2", "1.3", "1.4", Optional.of(placement));
    }

    private static final List<FramePlace> IMAGE = List.of(slice(30), slice(32));

    /** A NIfTI-1 file of bytes, by the offsets of nifti1.h; the affine leads to right, anterior and superior. */
    private Path volume(int[] extents, float[][] affine, int... voxels) throws IOException {
        ByteBuffer h = ByteBuffer.allocate(352).order(ByteOrder.LITTLE_ENDIAN);
        h.putInt(0, 348).putShort(40, (short) 3).putShort(70, (short) 2).putShort(72, (short) 8);
        for (int i = 0; i < 3; i++) {
            h.putShort(42 + 2 * i, (short) extents[i]).putFloat(80 + 4 * i, 1);
        }
        h.putFloat(108, 352).putShort(254, (short) (affine.length > 0 ? 2 : 0)).put(123, (byte) 2);
        for (int row = 0; row < affine.length; row++) {
            for (int column = 0; column < 4; column++) {
                h.putFloat(280 + 16 * row + 4 * column, affine[row][column]);
            }
        }
        h.put(344, new byte[] {'n', '+', '1'});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(h.array());
        for (int voxel : voxels) {
            out.write(voxel);
        }
        return Files.write(folder.resolve("mask.nii"), out.toByteArray());
    }

    private List<Mask> laid(Path file) throws ImageReadException {
        return new MaskFiles().open(file).onto(IMAGE);
    }

    @Test
    void sameGrid_isTakenAsItIs() throws IOException {
        Path file = volume(
                new int[] {3, 2, 2},
                new float[][] {{-0.5f, 0, 0, -10}, {0, -0.75f, 0, -20}, {0, 0, 2, 30}},
                1,
                0,
                0,
                0,
                0,
                2, //
                0,
                1,
                0,
                0,
                0,
                0);

        assertThat(laid(file).get(0).pixels().stream()).containsExactly(0, 5);
        assertThat(laid(file).get(1).pixels().stream()).containsExactly(1);
    }

    /** RAS+, as many programs store: i to the right, j to anterior, so both run against the pixels; slices from above. */
    @Test
    void axesTurnedRound_areFollowed() throws IOException {
        Path file = volume(
                new int[] {3, 2, 2},
                new float[][] {{0.5f, 0, 0, -11}, {0, 0.75f, 0, -20.75f}, {0, 0, -2, 32}},
                0,
                0,
                0,
                0,
                1,
                0, //
                1,
                0,
                0,
                0,
                0,
                1);

        // The last slice is the lower one; its voxel (0, 0) is pixel (2, 1), and (2, 1) is pixel (0, 0).
        assertThat(laid(file).get(0).pixels().stream()).containsExactly(0, 5);
        assertThat(laid(file).get(1).pixels().stream()).containsExactly(1);
    }

    /** Sagittal: i to posterior, j to superior, k to the left. */
    @Test
    void axesExchanged_areFollowed() throws IOException {
        int[] voxels = new int[2 * 2 * 3];
        // Pixel (x, y) of slice s is voxel (y, s, x): index y + 2 * s + 4 * x.
        voxels[0] = 1;
        voxels[1 + 4 * 2] = 1;
        voxels[2 + 4] = 1;
        Path file = volume(
                new int[] {2, 2, 3}, new float[][] {{0, 0, -0.5f, -10}, {-0.75f, 0, 0, -20}, {0, 2, 0, 30}}, voxels);

        assertThat(laid(file).get(0).pixels().stream()).containsExactly(0, 5);
        assertThat(laid(file).get(1).pixels().stream()).containsExactly(1);
    }

    /** A crop of the second slice alone, columns 1 and 2. */
    @Test
    void smallerVolume_coversAPart() throws IOException {
        Path file = volume(
                new int[] {2, 2, 1},
                new float[][] {{-0.5f, 0, 0, -10.5f}, {0, -0.75f, 0, -20}, {0, 0, 2, 32}},
                1,
                1,
                0,
                0);

        assertThat(laid(file).get(0).isEmpty()).isTrue();
        assertThat(laid(file).get(1).pixels().stream()).containsExactly(1, 2);
    }

    @Test
    void voxelsBetweenPixels_areRefused() throws IOException {
        Path file = volume(
                new int[] {3, 2, 2},
                new float[][] {{-0.5f, 0, 0, -10.2f}, {0, -0.75f, 0, -20}, {0, 0, 2, 30}},
                new int[12]);

        assertThatThrownBy(() -> laid(file))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("do not lie on the pixels of the image");
    }

    @Test
    void volumeBesideTheImage_isRefused() throws IOException {
        Path file = volume(
                new int[] {3, 2, 2},
                new float[][] {{-0.5f, 0, 0, -50}, {0, -0.75f, 0, -20}, {0, 0, 2, 30}},
                new int[12]);

        assertThatThrownBy(() -> laid(file)).hasMessageContaining("beside the image");
    }

    @Test
    void volumeThatDoesNotSayWhereItLies_isRefused_whereTheImageDoes() throws IOException {
        Path file = volume(new int[] {3, 2, 2}, new float[0][], new int[12]);

        assertThatThrownBy(() -> laid(file)).hasMessageContaining("does not say where it lies");
    }

    @Test
    void imageWithoutAPlace_takesAMaskOfItsOwnSize_andNoOther() throws IOException {
        FramePlace photo = new FramePlace(3, 2, 1, 1, "", "", "", Optional.empty());
        MaskFile one = new MaskFiles().open(volume(new int[] {3, 2, 1}, new float[0][], 0, 0, 1, 0, 0, 0));
        MaskFile two = new MaskFiles().open(volume(new int[] {3, 2, 2}, new float[0][], new int[12]));

        assertThat(one.onto(List.of(photo)).get(0).pixels().stream()).containsExactly(2);
        assertThatThrownBy(() -> two.onto(List.of(photo)))
                .hasMessageContaining("3 x 2 voxels in 2 slices, the image 3 x 2 pixels in 1 frames");
    }
}
