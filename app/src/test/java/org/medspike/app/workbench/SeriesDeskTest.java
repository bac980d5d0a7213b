package org.medspike.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.series.AnatomicalPlane;

/** Opening, and going through what was opened, without a toolkit. */
class SeriesDeskTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void begin() {
        desk = new Desk(folder.resolve("home"));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private int shownFirstVoxel() {
        return desk.image().upright().sample(0, 0, 0);
    }

    private void untilShown(int firstVoxel) {
        desk.fx.until(() -> desk.workbench.imageProperty().get().isPresent() && shownFirstVoxel() == firstVoxel);
    }

    @Test
    void volume_isAStack_andTheWantedImageIsShown() throws IOException {
        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 7));

        assertThat(desk.series.stackProperty().get().orElseThrow().count()).isEqualTo(7);
        assertThat(shownFirstVoxel()).isZero();
        desk.series.indexProperty().set(5);
        untilShown(500);
        desk.series.step(100);
        untilShown(600);
        desk.series.step(-100);
        untilShown(0);
        desk.series.indexProperty().set(6);
        untilShown(600);
        desk.series.advance();
        untilShown(0);
    }

    @Test
    void planes_areCutThroughTheVolume_andLeftAgain() throws IOException {
        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 7));
        desk.series.indexProperty().set(2);
        untilShown(200);

        desk.series.choosePlane(Optional.of(AnatomicalPlane.CORONAL));

        // The second of three rows, the head up.
        untilShown(610);
        assertThat(desk.series.stackProperty().get().orElseThrow().count()).isEqualTo(3);
        assertThat(desk.image().isAsTaken()).isFalse();
        desk.series.choosePlane(Optional.empty());
        untilShown(200);
        assertThat(desk.series.indexProperty().get()).isEqualTo(2);
    }

    @Test
    void brokenFile_leavesTheImageBefore_asItIs() throws IOException {
        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 7));
        Path text = Files.writeString(folder.resolve("text.dcm"), "no image");

        desk.open(text);

        assertThat(desk.workbench.noticeProperty().get().orElseThrow().text())
                .contains("text.dcm could not be opened")
                .contains("still here");
        desk.series.indexProperty().set(3);
        untilShown(300);
    }

    @Test
    void missingFile_isToldAsGone() {
        AtomicInteger gone = new AtomicInteger();

        desk.series.open(List.of(folder.resolve("nothing.nii")), () -> {}, gone::incrementAndGet);

        desk.fx.until(() -> gone.get() == 1);
    }

    @Test
    void emptyFolder_isTold() throws IOException {
        desk.open(Files.createDirectory(folder.resolve("empty")));

        assertThat(desk.workbench.noticeProperty().get().orElseThrow().text()).contains("holds no PNG");
    }

    @Test
    void pictures_areGoneThroughByName_whateverTheirSizes() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Desk.volume(pictures.resolve("a10.nii"), 4, 3, 1);
        Desk.volume(pictures.resolve("a9.nii"), 8, 3, 1);
        Files.writeString(pictures.resolve("broken.nii"), "no image");

        // Another notice may follow at any moment: there is no model here.
        List<String> told = new CopyOnWriteArrayList<>();
        desk.workbench
                .noticeProperty()
                .addListener((property, before, now) -> now.ifPresent(notice -> told.add(notice.text())));

        desk.open(pictures);

        assertThat(told).anySatisfy(text -> assertThat(text)
                .contains("1 file could not be read and is left out")
                .contains("broken.nii"));
    }

    @Test
    void window_isThatOfTheFile_untilOneIsChosen_andTheModelsStays() throws IOException {
        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 7));
        GreyWindow own = desk.image().upright().greyScale().window().orElseThrow();
        assertThat(desk.windows.shown()).contains(own);

        desk.windows.choose(new GreyWindow(0, 1, GreyWindow.Shape.LINEAR_EXACT));

        // Everything but the first voxel is white then.
        desk.fx.until(() -> desk.windows.pictureProperty().get().orElseThrow().pixels()[1] == 0xffffffff);
        desk.series.indexProperty().set(4);
        untilShown(400);
        desk.fx.until(() -> desk.windows.pictureProperty().get().orElseThrow().pixels()[0] == 0xffffffff);
        assertThat(desk.image().upright().greyScale().window()).contains(own);
        desk.windows.reset();
        assertThat(desk.windows.shown()).contains(own);
    }
}
