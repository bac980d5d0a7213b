package org.medspike.imaging.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;

/** Slices are decoded when they are asked for, and memory stays within its budget. */
class SliceStoreTest {

    private static final int SLICE_BYTES = 2 * 16 * 16;

    @TempDir
    Path folder;

    private Series series(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            new SliceFile("1.2.3").at(i).size(16, 16).write(folder.resolve("s" + i + ".dcm"), 100 + i);
        }
        return new SeriesScan(new ImageFiles())
                .scan(List.of(folder), Progress.UNWATCHED, sofar -> {})
                .series()
                .get(0);
    }

    @Test
    void keepsTheSlicesAskedForLast_withinTheBudget() throws IOException {
        Series series = series(10);
        try (SliceStore store = new SliceStore(new ImageFiles(), 3 * SLICE_BYTES)) {
            for (Slice slice : series.slices()) {
                store.read(slice);
                assertThat(store.keptBytes()).isLessThanOrEqualTo(3 * SLICE_BYTES);
            }

            assertThat(store.kept(series.slices().get(9))).isPresent();
            assertThat(store.kept(series.slices().get(0))).isEmpty();
            assertThat(store.read(series.slices().get(0)).sample(0, 0, 0)).isEqualTo(100);
        }
    }

    @Test
    void sliceLargerThanTheBudget_isShownAllTheSame() throws IOException {
        Series series = series(2);
        try (SliceStore store = new SliceStore(new ImageFiles(), 1)) {
            assertThat(store.read(series.slices().get(1)).sample(0, 0, 0)).isEqualTo(101);
            assertThat(store.kept(series.slices().get(1))).isPresent();
        }
    }

    @Test
    void sliceThatIsGone_isToldInASentence_andTheOthersGoOn() throws IOException {
        Series series = series(3);
        try (SliceStore store = new SliceStore(new ImageFiles(), 1 << 20)) {
            Files.delete(series.slices().get(1).file());

            assertThatThrownBy(() -> store.read(series.slices().get(1)))
                    .isInstanceOf(ImageReadException.class)
                    .hasMessageContaining("no such file");
            assertThat(store.read(series.slices().get(2)).sample(0, 0, 0)).isEqualTo(102);
        }
    }

    @Test
    void closedStore_readsNoMore() throws IOException {
        Series series = series(1);
        SliceStore store = new SliceStore(new ImageFiles(), 1 << 20);
        store.close();

        assertThatThrownBy(() -> store.read(series.slices().get(0))).isInstanceOf(ImageReadException.class);
    }
}
