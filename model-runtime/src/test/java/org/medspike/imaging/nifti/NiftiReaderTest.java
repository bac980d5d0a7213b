package org.medspike.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Intensities;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Samples;

class NiftiReaderTest {

    private static final int UINT8 = 2;
    private static final int INT16 = 4;
    private static final int FLOAT32 = 16;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final float EXACT = 1e-6f;

    @TempDir
    Path folder;

    /** Two slices of 2 x 1, -300 to 700 in all: both slices share that scale, and slope 2 with intercept 10 is kept. */
    @Test
    void bigEndianScaledVolume_hasOneFrameASlice_onOneScale() throws IOException {
        byte[] file = new NiftiBytes(BIG, INT16, 2, 1, 2)
                .scaled(2, 10)
                .sides(0.5f, 0.25f, 3)
                .shorts(-300, 200, 700, 200)
                .file();

        try (ImageSource source = new ImageFiles().open(write("a.nii", file))) {
            assertThat(source.info().format()).isEqualTo("NIfTI-1");
            assertThat(source.info().frames()).isEqualTo(2);
            assertThat(source.info().spacing()).contains(new PixelSpacing(0.25, 0.5));
            Frame first = source.read(0);
            Frame second = source.read(1);
            assertThat(values(first)).containsExactly(-300, 200);
            assertThat(values(second)).containsExactly(700, 200);
            assertThat(first.greyScale().measure(-300)).isEqualTo(-590);
            assertThat(Intensities.rgb(first)[0].values()).containsExactly(new float[] {0, 0.5f}, within(EXACT));
            assertThat(Intensities.rgb(second)[0].values()).containsExactly(new float[] {1, 0.5f}, within(EXACT));
            assertThat(DisplayPixels.of(first)).containsExactly(0xff000000, 0xff808080);
        }
    }

    /** The range is one of measures: with slope 2, stored 10 and 60 are 20 and 120. */
    @Test
    void displayRangeOfTheHeader_isTheWindow() throws IOException {
        byte[] file = new NiftiBytes(LITTLE, UINT8, 4, 1, 1)
                .scaled(2, 0)
                .displayRange(20, 120)
                .bytes(0, 10, 35, 255)
                .file();

        try (ImageSource source = new ImageFiles().open(write("a.nii", file))) {
            assertThat(source.info().window())
                    .hasValueSatisfying(w -> assertThat(w.width()).isEqualTo(100));
            assertThat(Intensities.rgb(source.read(0))[0].values())
                    .containsExactly(new float[] {0, 0, 0.5f, 1}, within(EXACT));
        }
    }

    @Test
    void floats_areKeptAsTheyAre() throws IOException {
        float[] stored = {-0.5f, Float.NaN, 0.25f, 1.5f, Float.POSITIVE_INFINITY};
        byte[] file = new NiftiBytes(LITTLE, FLOAT32, 5, 1, 1).floats(stored).file();

        Frame frame = read(write("a.nii", file));

        assertThat(frame.samples()).isInstanceOfSatisfying(Samples.Floats.class, samples -> assertThat(samples.values())
                .containsExactly(stored));
        // What is no number is black, what is beyond all numbers white; the window spans the others.
        assertThat(Intensities.rgb(frame)[0].values()).containsExactly(new float[] {0, 0, 0.375f, 1, 1}, within(EXACT));
        assertThat(DisplayPixels.of(frame)).containsExactly(0xff000000, 0xff000000, 0xff606060, 0xffffffff, 0xffffffff);
    }

    @Test
    void wholeFloats_areKeptAsTheyAre() throws IOException {
        byte[] mask = new NiftiBytes(LITTLE, FLOAT32, 3, 1, 1).floats(0, 1, 0).file();
        byte[] hounsfield =
                new NiftiBytes(LITTLE, FLOAT32, 2, 1, 1).floats(-1024, 3000).file();

        assertThat(values(read(write("mask.nii", mask)))).containsExactly(0, 1, 0);
        assertThat(values(read(write("ct.nii", hounsfield)))).containsExactly(-1024, 3000);
    }

    /** i to the right, j to anterior: anterior must be at the top, the patient's right on the left. */
    @Test
    void axialSlice_isHeldAsRadiologistsDo() throws IOException {
        NiftiBytes ras = new NiftiBytes(LITTLE, UINT8, 2, 2, 1).sform(1, 0, 0, 0, 1, 0, 0, 0, 1);
        // Left posterior, right posterior, left anterior, right anterior.
        Frame upright = read(write("a.nii", ras.bytes(1, 2, 3, 4).file())).upright();

        assertThat(values(upright)).containsExactly(4, 3, 2, 1);
    }

    @Test
    void orientations_followTheAffine() throws IOException {
        assertThat(orientation(-1, 0, 0, 0, 1, 0, 0, 0, 1)).isEqualTo(Orientation.FLIPPED);
        assertThat(orientation(-1, 0, 0, 0, -1, 0, 0, 0, 1)).isEqualTo(Orientation.UPRIGHT);
        // Slightly oblique: the nearest axis counts.
        assertThat(orientation(-.9f, .3f, 0, .3f, .9f, 0, 0, 0, 1)).isEqualTo(Orientation.FLIPPED);
        // Coronal: i to the left, j superior.
        assertThat(orientation(-1, 0, 0, 0, 0, 1, 0, 1, 0)).isEqualTo(Orientation.FLIPPED);
        // Sagittal: i superior, j anterior: columns and rows change places, and both are turned over.
        assertThat(orientation(0, 0, 1, 0, 1, 0, 1, 0, 0)).isEqualTo(Orientation.TRANSVERSED);
        // No affine that makes sense.
        assertThat(orientation(0, 0, 0, 0, 0, 0, 0, 0, 0)).isEqualTo(Orientation.FLIPPED);
    }

    private Orientation orientation(float... sform) throws IOException {
        NiftiBytes file = new NiftiBytes(LITTLE, UINT8, 1, 1, 1).sform(sform).bytes(1);
        return read(write("a.nii", file.file())).orientation();
    }

    /** The identity as a quaternion is the identity as a matrix; half a turn about z turns i and j over. */
    @Test
    void imageWithAnSform_andMaskWithTheSameQform_comeOutAlike() throws IOException {
        NiftiBytes mask =
                new NiftiBytes(LITTLE, UINT8, 1, 1, 1).qform(0, 0, 0, 1).bytes(1);
        assertThat(read(write("m.nii", mask.file())).orientation())
                .isEqualTo(orientation(1, 0, 0, 0, 1, 0, 0, 0, 1))
                .isEqualTo(Orientation.ROTATED_180);
        NiftiBytes turned =
                new NiftiBytes(LITTLE, UINT8, 1, 1, 1).qform(0, 0, 1, 1).bytes(1);
        assertThat(read(write("m.nii", turned.file())).orientation()).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void exchangedAxes_exchangeTheSpacing() throws IOException {
        NiftiBytes file = new NiftiBytes(LITTLE, UINT8, 2, 1, 1)
                .sides(0.5f, 0.25f, 1)
                .sform(0, 0.25f, 0, 0.5f, 0, 0, 0, 0, 1)
                .bytes(1, 2);

        Frame stored = read(write("a.nii", file.file()));

        assertThat(stored.spacing()).contains(new PixelSpacing(0.25, 0.5));
        assertThat(stored.upright().spacing()).contains(new PixelSpacing(0.5, 0.25));
        assertThat(stored.upright().height()).isEqualTo(2);
    }

    @Test
    void volumeWithoutUnitAndSpace_isUncalibrated() throws IOException {
        byte[] file = new NiftiBytes(LITTLE, UINT8, 1, 1, 1).bytes(1).file();

        assertThat(read(write("a.nii", file)).spacing()).isEmpty();
    }

    @Test
    void fourDimensions_areAllSlicesOfTheFirstVolume_thenTheSecond_eachWithItsRange() throws IOException {
        byte[] file =
                new NiftiBytes(LITTLE, UINT8, 1, 1, 2, 2).bytes(0, 10, 100, 200).file();

        try (ImageSource source = new ImageFiles().open(write("a.nii.gz", gzip(file)))) {
            assertThat(source.info().frames()).isEqualTo(4);
            assertThat(values(source.read(3))).containsExactly(200);
            assertThat(Intensities.rgb(source.read(1))[0].values()).containsExactly(1);
            assertThat(Intensities.rgb(source.read(2))[0].values()).containsExactly(0);
        }
    }

    @Test
    void pair_isOpenedByEitherFile_andAMissingPartnerIsTold() throws IOException {
        NiftiBytes pair = new NiftiBytes(BIG, UINT8, 2, 1, 1).mark("ni1").bytes(5, 6);
        Path header = write("a.hdr", pair.header());
        assertThatThrownBy(() -> read(header))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining(".img");

        Path voxels = write("a.img", new byte[354]);
        Files.write(voxels, pair.file());
        assertThat(values(read(header))).containsExactly(5, 6);
        assertThat(values(read(voxels))).containsExactly(5, 6);
    }

    @Test
    void volumeLargerThanItsFile_isRefusedBeforeAnythingIsAllocated() throws IOException {
        byte[] plain = new NiftiBytes(LITTLE, FLOAT32, 8000, 8000, 30000).file();

        assertThatThrownBy(() -> read(write("a.nii", plain)))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("8000 x 8000 x 30000 voxels")
                .hasMessageContaining("352 bytes");
        assertThatThrownBy(() -> read(write("a.nii.gz", gzip(plain))))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("compressed");
    }

    @Test
    void bytesAfterTheVoxelsOfACompressedFile_areNotInflated() throws IOException {
        byte[] small = new NiftiBytes(LITTLE, UINT8, 1, 1, 1).bytes(9).file();

        assertThat(values(read(write("a.nii.gz", gzip(Arrays.copyOf(small, 50_000_000))))))
                .containsExactly(9);
    }

    @Test
    void everyCutAndManyChangedBytes_giveASentenceOrAnImage_quickly() throws IOException {
        byte[] whole = new NiftiBytes(BIG, INT16, 2, 2, 1)
                .sides(1, 1, 1)
                .shorts(1, 2, 3, 4)
                .file();
        byte[] packed = gzip(whole);
        SplittableRandom random = new SplittableRandom(3);
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            for (int length = 1; length < whole.length; length++) {
                Path cut = write("cut.nii", Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> read(cut)).isInstanceOf(ImageReadException.class);
            }
            for (int length = 1; length < packed.length - 8; length++) {
                Path cut = write("cut.nii.gz", Arrays.copyOf(packed, length));
                assertThatThrownBy(() -> read(cut)).isInstanceOf(ImageReadException.class);
            }
            for (int i = 0; i < 4000; i++) {
                byte[] changed = (i % 2 == 0 ? whole : packed).clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                try {
                    read(write("changed.nii", changed));
                } catch (ImageReadException e) {
                    assertThat(e.getMessage()).hasSizeGreaterThan(10);
                }
            }
        });
    }

    private Frame read(Path file) throws IOException {
        return new ImageFiles().readFirst(file);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static int[] values(Frame frame) {
        int[] values = new int[frame.samples().length()];
        Arrays.setAll(values, frame.samples()::get);
        return values;
    }
}
