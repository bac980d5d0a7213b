package org.medspike.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.app.AppFolders;
import org.medspike.app.ui.level.Preset;
import org.medspike.app.ui.shell.Workstation;
import org.medspike.app.ui.viewer.ImagePoint;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.Stack;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Series in the window, as a user meets them. */
@ExtendWith(ApplicationExtension.class)
class SeriesWindowTest {

    @TempDir
    static Path folder;

    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private Path home;
    private Stage stage;
    private Workstation workstation;

    @Start
    void open(Stage window) throws IOException {
        stage = window;
        home = Files.createTempDirectory(folder, "home");
        workstation =
                new Workstation(window, new AppFolders(Path.of(System.getProperty("medspike.assets")), home), dialogs);
    }

    @AfterEach
    void close() {
        Platform.runLater(workstation::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void until(Callable<Boolean> condition) {
        OnScreen.until(condition);
    }

    private int count() {
        return workstation.desk().stackProperty().get().map(Stack::count).orElse(0);
    }

    private OpenImage image() {
        return workstation.workbench().imageProperty().get().orElseThrow();
    }

    private double height() {
        return image().origin().placement().orElseThrow().origin().z();
    }

    private void openSeries(FxRobot robot) throws IOException {
        dialogs.folder = Optional.of(DrawnSeries.write(folder.resolve("ct")));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.O);
        until(() -> count() == DrawnSeries.SLICES);
        until(() -> workstation.shell().running().isEmpty());
    }

    @Test
    void folder_isASeries_throughWhichSliderWheelAndKeysGo(FxRobot robot) throws IOException {
        openSeries(robot);
        Slider slider = robot.lookup("#slices").query();
        assertThat(workstation.shell().recent()).containsExactly(folder.resolve("ct"));
        assertThat(stage.getTitle()).contains("of 12");

        robot.interact(() -> slider.setValue(3));
        until(() -> height() == 15);
        assertThat(stage.getTitle()).contains("4 of 12");
        robot.clickOn(pane(robot)).push(KeyCode.HOME);
        until(() -> height() == 0);
        robot.push(KeyCode.DOWN);
        until(() -> height() == 5);
        robot.push(KeyCode.PAGE_DOWN);
        until(() -> height() == 55);
        robot.push(KeyCode.UP);
        until(() -> height() == 50);
        robot.push(KeyCode.END);
        until(() -> height() == 55);
        robot.interact(() -> turnWheel(pane(robot), 40));
        until(() -> height() == 50);
        assertThat(slider.getValue()).isEqualTo(10);
        OnScreen.keepScreenshot(stage, "series", 1);
    }

    /** A notch is 40; away from the user is above zero. */
    private static void turnWheel(Node over, double delta) {
        over.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                50,
                50,
                50,
                50,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                delta,
                0,
                delta,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null));
    }

    private static Node pane(FxRobot robot) {
        return robot.lookup(".image-pane").query();
    }

    @Test
    void rightDrag_setsTheWindow_presetsToo_andTheModalityRemembersIt(FxRobot robot) throws IOException {
        openSeries(robot);
        robot.push(KeyCode.ALT, KeyCode.M);
        assertThat(workstation.level().centerProperty().get()).isEqualTo("50");
        assertThat(workstation.level().widthProperty().get()).isEqualTo("350");
        assertThat(workstation.level().unitProperty().get()).isEqualTo("HU");
        until(() -> workstation.shell().running().isEmpty());
        int[] before = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> workstation
                .windows()
                .pictureProperty()
                .get()
                .orElseThrow()
                .pixels());

        robot.drag(pane(robot), MouseButton.SECONDARY).moveBy(60, 0).drop();

        double wider = Double.parseDouble(workstation.level().widthProperty().get());
        assertThat(wider).isGreaterThan(350);
        assertThat(workstation.level().centerProperty().get()).isEqualTo("50");
        until(() -> workstation.windows().pictureProperty().get().orElseThrow().pixels() != before);
        assertThat(image().upright().greyScale().window().orElseThrow())
                .as("the model's window stays")
                .isNotEqualTo(Preset.MEDIASTINUM.window());
        robot.interact(workstation::close);
        assertThat(Files.readString(home.resolve("preferences.json"))).contains("\"CT\"");
    }

    @Test
    void pointer_readsHounsfieldUnitsAndMillimetres(FxRobot robot) throws IOException {
        openSeries(robot);
        robot.interact(() -> workstation.desk().indexProperty().set(6));
        until(() -> height() == 30);

        robot.interact(() -> workstation.viewer().pointerProperty().set(Optional.of(new ImagePoint(48, 40))));

        // 48 and 40 pixels of 0.5 mm from the first, at 30 mm.
        assertThat(workstation.viewer().readoutProperty().get())
                .startsWith("x 48  y 40 px   L 24.0  P 20.0  H 30.0 mm   40 HU");
    }

    @Test
    void otherPlanes_areCutAtTheirRealSize(FxRobot robot) throws IOException {
        openSeries(robot);

        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.DIGIT2);

        until(() -> workstation.shell().running().isEmpty());
        until(() -> count() == DrawnSeries.SIZE);
        until(() -> image().upright().height() == DrawnSeries.SLICES);
        assertThat(workstation.viewer().viewportProperty().get().aspect()).isEqualTo(10);
        OnScreen.keepScreenshot(stage, "coronal", 1);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.DIGIT1);
        until(() -> count() == DrawnSeries.SLICES && image().upright().height() == DrawnSeries.SIZE);
    }

    @Test
    void series_isSegmentedWithProgress_andHasAVolume(FxRobot robot) throws IOException {
        openSeries(robot);

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);

        until(() -> workstation.series().measureProperty().get().startsWith("12 of 12 images segmented"));
        assertThat(workstation.series().measureProperty().get())
                .contains("Volume")
                .contains("ml (n = 12 images; voxel 0.500 x 0.500 x 5.000 mm");
        robot.interact(() -> workstation.desk().indexProperty().set(7));
        until(() -> height() == 35
                && workstation.workbench().segmentationProperty().get().isPresent());
        OnScreen.keepScreenshot(stage, "series-segmented", 1);
    }

    @Test
    void cancelledSegmentation_keepsTheMasksThatWereMade(FxRobot robot) throws IOException {
        openSeries(robot);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        until(() -> workstation.workbench().results().changesProperty().get() >= 4);

        robot.push(KeyCode.ESCAPE);

        until(() -> workstation.shell().running().isEmpty());
        until(() -> workstation.series().measureProperty().get().contains(" of 12 images segmented"));
        assertThat(workstation.series().measureProperty().get())
                .doesNotStartWith("12 of")
                .contains("The volume follows when all images are segmented");
    }

    @Test
    void clip_plays(FxRobot robot) throws IOException {
        Path clip = DrawnSeries.writeClip(folder.resolve("clip.dcm"));
        robot.interact(() -> workstation.shell().open(clip));
        until(() -> count() == DrawnSeries.SLICES);
        assertThat(workstation.playback().rateProperty().get()).isEqualTo("25.0 images/s (from the file)");

        robot.push(KeyCode.SPACE);

        until(() -> image().origin().frame() > 2);
        robot.push(KeyCode.SPACE);
        assertThat(workstation.playback().playingProperty().get()).isFalse();
        assertThat(workstation.series().noPlanesProperty().get()).contains("does not say where its images lie");
    }

    @Test
    void noTwoCommands_haveOneKey(FxRobot robot) {
        MenuBar bar = robot.lookup((Node node) -> node instanceof MenuBar).query();

        List<KeyCombination> keys = bar.getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .map(MenuItem::getAccelerator)
                .filter(Objects::nonNull)
                .toList();

        assertThat(keys).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    }

    @Test
    void patientsName_isHiddenUntilItIsAskedFor(FxRobot robot) throws IOException {
        openSeries(robot);
        assertThat(workstation.series().patientProperty().get()).isEqualTo("Patient: hidden");
        assertThat(stage.getTitle()).doesNotContain("Secret");

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);

        assertThat(workstation.series().patientProperty().get()).isEqualTo("Patient: Secret Person");
    }

    @Test
    void oneFileOfASeries_bringsTheOthers_andTheSampleLeavesThem(FxRobot robot) throws IOException {
        Path file = DrawnSeries.write(folder.resolve("ct")).resolve("s05.dcm");

        robot.interact(() -> workstation.shell().dropped(List.of(file)));

        until(() -> count() == DrawnSeries.SLICES);
        // s05 is the eighth by position.
        until(() -> workstation.desk().indexProperty().get() == 7);
        assertThat(height()).isEqualTo(35);
        robot.interact(() -> workstation.workbench().openPhantom());
        until(() -> count() == 0);
    }
}
