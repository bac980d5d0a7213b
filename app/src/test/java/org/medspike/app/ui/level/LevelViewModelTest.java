package org.medspike.app.ui.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.app.ui.level.LevelViewModel.Speed;
import org.medspike.app.workbench.Desk;
import org.medspike.imaging.GreyWindow;

/** The window follows drags, presets and numbers. */
class LevelViewModelTest {

    @TempDir
    Path folder;

    private Desk desk;
    private LevelViewModel level;

    @BeforeEach
    void begin() throws IOException {
        desk = new Desk(folder.resolve("home"));
        level = new LevelViewModel(desk.workbench, desk.windows);
        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 7));
        desk.windows.choose(new GreyWindow(100, 500, GreyWindow.Shape.LINEAR_EXACT));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private double width() {
        return Double.parseDouble(level.widthProperty().get());
    }

    @Test
    void dragToTheRight_widens_fiveTimesAsMuchWithCoarse_aFifthWithFine() {
        // 25 units are a tenth of the width.
        level.drag(25, 0, Speed.USUAL);
        assertThat(width()).isEqualTo(550);

        desk.windows.choose(new GreyWindow(100, 500, GreyWindow.Shape.LINEAR_EXACT));
        level.drag(25, 0, Speed.COARSE);
        assertThat(width()).isEqualTo(750);

        desk.windows.choose(new GreyWindow(100, 500, GreyWindow.Shape.LINEAR_EXACT));
        level.drag(25, 0, Speed.FINE);
        assertThat(width()).isEqualTo(510);
        assertThat(level.centerProperty().get()).isEqualTo("100");
    }

    @Test
    void dragUp_lowersTheCentre_soThatTheImageIsBrighter() {
        level.drag(0, -25, Speed.USUAL);

        assertThat(level.centerProperty().get()).isEqualTo("50");
        assertThat(width()).isEqualTo(500);
    }

    @Test
    void slowDrag_movesByOneAtLeast_andNeverBelowAWindow() {
        desk.windows.choose(new GreyWindow(100, 30, GreyWindow.Shape.LINEAR_EXACT));
        level.drag(0, 1, Speed.FINE);
        assertThat(level.centerProperty().get()).isEqualTo("101");

        level.drag(-10_000, 0, Speed.COARSE);
        assertThat(width()).isPositive();
    }

    @Test
    void numbers_areTaken_andNonsenseChangesNothing() {
        level.setCenter("-12");
        level.setWidth("80,5");
        assertThat(desk.windows.shown()).contains(new GreyWindow(-12, 80.5, GreyWindow.Shape.LINEAR_EXACT));

        level.setWidth("wide");
        level.setWidth("-3");
        level.setCenter("NaN");
        assertThat(desk.windows.shown()).contains(new GreyWindow(-12, 80.5, GreyWindow.Shape.LINEAR_EXACT));
    }

    @Test
    void presets_areForHounsfieldUnitsAlone() {
        assertThat(level.hounsfieldProperty().get()).isFalse();
        assertThat(level.unitProperty().get()).isEqualTo("stored units");

        level.choose(Preset.LUNG);

        assertThat(width()).isEqualTo(500);
    }

    @Test
    void modelsWindow_isTold_whileTheScreensIsAnother() {
        assertThat(level.modelSeesProperty().get()).startsWith("The model sees the image through another window");

        level.reset();

        assertThat(level.modelSeesProperty().get()).isEmpty();
    }
}
