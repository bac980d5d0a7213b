package org.medspike.imaging.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageFiles;

/** A series of 600 slices of 512 x 512 is scrolled through, and cut, in a program of its own with a heap of 1 GB. */
class LongSeriesTest {

    private static final int SLICES = 600;
    private static final int SIZE = 512;

    @TempDir
    Path folder;

    @Test
    void sixHundredSlices_areScrolledThrough_inAHeapOfOneGigabyte() throws IOException, InterruptedException {
        for (int z = 0; z < SLICES; z++) {
            new SliceFile("1.2.3").at(z).size(SIZE, SIZE).write(folder.resolve("s" + z + ".dcm"), 1024 + z);
        }

        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongSeriesTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(said).isZero();
        assertThat(said).contains("all slices right").contains("coronal 600 x 512 right");
    }

    /** The program: there and back through all slices, then the whole volume. */
    public static void main(String[] arguments) throws IOException {
        Series series = new SeriesScan(new ImageFiles())
                .scan(List.of(Path.of(arguments[0])), Progress.UNWATCHED, sofar -> {})
                .series()
                .get(0);
        try (SliceStore store = new SliceStore(new ImageFiles(), SliceStore.usualBudget())) {
            for (int i = 0; i < 2 * SLICES; i++) {
                int z = i < SLICES ? i : 2 * SLICES - 1 - i;
                Frame frame = store.read(series.slices().get(z));
                int[] pixels = DisplayPixels.of(frame.through(GreyWindow.LUNG));
                require(frame.greyScale().measure(frame.sample(0, 0, 0)) == z && pixels.length == SIZE * SIZE, z);
                require(store.keptBytes() <= SliceStore.usualBudget(), z);
            }
            System.out.println("all slices right");
            Frame coronal =
                    Volume.read(series, store, Progress.UNWATCHED).orElseThrow().plane(AnatomicalPlane.CORONAL, 0);
            require(coronal.height() == SLICES && coronal.sample(0, 0, 0) == 1024 + SLICES - 1, SLICES - 1);
            System.out.println("coronal " + coronal.height() + " x " + coronal.width() + " right");
        }
    }

    private static void require(boolean right, int slice) {
        if (!right) {
            throw new IllegalStateException("slice " + slice + " is wrong");
        }
    }
}
