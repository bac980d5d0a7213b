package org.medspike.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.app.AppFolders;
import org.medspike.app.ui.attention.MapKind;
import org.medspike.app.ui.shell.Workstation;
import org.medspike.app.ui.viewer.ImagePoint;
import org.medspike.app.workbench.Notice;
import org.medspike.phantom.PhantomFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window as a user meets it, on a screen in memory, with the built-in model. */
@ExtendWith(ApplicationExtension.class)
class WindowTest {

    @TempDir
    static Path folder;

    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private Stage stage;
    private Workstation workstation;

    @Start
    void open(Stage window) throws IOException {
        stage = window;
        Path home = Files.createTempDirectory(folder, "home");
        workstation =
                new Workstation(window, new AppFolders(Path.of(System.getProperty("medspike.assets")), home), dialogs);
        workstation.workbench().openPhantom();
    }

    @AfterEach
    void close() {
        Platform.runLater(workstation::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void until(Callable<Boolean> condition) {
        OnScreen.until(condition);
    }

    private void untilSegmented() {
        until(() -> workstation.overlay().layerProperty().get().isPresent());
    }

    private void untilExplained() {
        untilSegmented();
        until(() -> !workstation.attention().tilesProperty().get().isEmpty());
    }

    private int maskPixels() {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> workstation
                .overlay()
                .layerProperty()
                .get()
                .orElseThrow()
                .mask()
                .pixelCount());
    }

    private void keepScreenshot(String name, double scale) {
        OnScreen.keepScreenshot(stage, name, scale);
    }

    private static Path phantoms() throws IOException {
        Path data = folder.resolve("phantoms");
        if (!Files.exists(data)) {
            PhantomFolder.write(data, 2, 320, 5);
        }
        try (Stream<Path> files = Files.list(data.resolve("images"))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    @Test
    void firstStart_showsTheSampleWithItsMaskAndHeatMaps() {
        untilExplained();

        assertThat(maskPixels()).isPositive();
        assertThat(workstation.attention().tilesProperty().get()).containsOnlyKeys(MapKind.values());
        assertThat(stage.getTitle()).contains("phantom").contains("px");
        keepScreenshot("first-start-light", 1);
        Platform.runLater(() -> workstation.shell().darkProperty().set(true));
        keepScreenshot("first-start-dark", 1);
        keepScreenshot("first-start-dark-200-percent", 2);
        Platform.runLater(() -> workstation.shell().darkProperty().set(false));
    }

    @Test
    void openedImage_isSegmented_andStandsInTheRecentFiles(FxRobot robot) throws IOException {
        untilSegmented();
        Path image = phantoms();
        dialogs.image = Optional.of(image);

        robot.push(KeyCode.CONTROL, KeyCode.O);

        until(() -> stage.getTitle().startsWith(image.getFileName().toString()));
        untilExplained();
        assertThat(workstation.shell().recent()).containsExactly(image.toAbsolutePath());
        keepScreenshot("opened-image", 1);
    }

    @Test
    void higherThreshold_neverGrowsTheMask(FxRobot robot) {
        untilSegmented();
        int before = maskPixels();
        Slider threshold = robot.from(stage.getScene().getRoot())
                .lookup((Node node) -> node instanceof Slider && "Threshold".equals(node.getAccessibleText()))
                .query();

        robot.interact(() -> threshold.setValue(0.95));
        until(() ->
                workstation.overlay().layerProperty().get().orElseThrow().mask().pixelCount() < before);
        keepScreenshot("higher-threshold", 1);

        robot.interact(() -> threshold.setValue(0.0));
        until(() -> {
            var mask = workstation.overlay().layerProperty().get().orElseThrow().mask();
            return mask.pixelCount() == mask.width() * mask.height();
        });
    }

    @Test
    void clickedMap_liesOverTheImage(FxRobot robot) {
        untilExplained();

        robot.interact(() -> ((ButtonBase) robot.lookup("#map-ii").query()).fire());

        assertThat(workstation.attention().layerProperty().get().orElseThrow().plane())
                .isEqualTo(workstation
                        .attention()
                        .tilesProperty()
                        .get()
                        .get(MapKind.II)
                        .plane());
        robot.push(KeyCode.DIGIT3);
        until(() -> workstation.attention().stageProperty().get() == 3);
        assertThat(workstation.attention().agreementProperty().get())
                .contains("KL")
                .contains("L2")
                .contains("cosine");
        keepScreenshot("interaction-over-image", 1);
    }

    @Test
    void probe_showsWhatAPixelAttendsTo(FxRobot robot) {
        untilExplained();
        robot.push(KeyCode.P);
        until(() -> workstation.workbench().probeProperty().get().isPresent());

        robot.interact(() -> workstation.attention().picked(new ImagePoint(200, 180)));

        assertThat(workstation.attention().tilesProperty().get())
                .containsOnlyKeys(MapKind.SA, MapKind.AA, MapKind.AI, MapKind.IA, MapKind.II);
        assertThat(workstation.attention().layerProperty().get())
                .as("a map of the probe lies over the image")
                .isPresent();
        keepScreenshot("probe", 1);
    }

    @Test
    void exports_areFilesOfTheRightKind(FxRobot robot) throws IOException {
        untilExplained();
        Path mask = folder.resolve("exported_mask.png");
        Path overlay = folder.resolve("exported_overlay.png");
        Path maps = Files.createDirectories(folder.resolve("maps"));

        dialogs.png = Optional.of(mask);
        robot.push(KeyCode.CONTROL, KeyCode.E);
        until(() -> Files.exists(mask));
        dialogs.png = Optional.of(overlay);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        until(() -> Files.exists(overlay));
        dialogs.folder = Optional.of(maps);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.E);
        until(() -> count(maps) == MapKind.values().length);

        BufferedImage written = ImageIO.read(mask.toFile());
        BufferedImage over = ImageIO.read(overlay.toFile());
        assertThat(written.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(List.of(written.getWidth(), written.getHeight()))
                .isEqualTo(List.of(over.getWidth(), over.getHeight()));
        int pixels = 0;
        for (int y = 0; y < written.getHeight(); y++) {
            for (int x = 0; x < written.getWidth(); x++) {
                int value = written.getRaster().getSample(x, y, 0);
                assertThat(value).isIn(0, 255);
                pixels += value == 255 ? 1 : 0;
            }
        }
        assertThat(pixels).isEqualTo(maskPixels());
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".png")
                            && !f.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    @Test
    void exportToAPlaceThatIsNone_isTold_andNothingIsLost(FxRobot robot) throws IOException {
        untilSegmented();
        Path file = Files.writeString(folder.resolve("a file"), "no folder");
        dialogs.png = Optional.of(file.resolve("mask.png"));

        robot.push(KeyCode.CONTROL, KeyCode.E);

        until(() -> workstation.workbench().noticeProperty().get().isPresent());
        assertThat(workstation.workbench().noticeProperty().get().orElseThrow().text())
                .contains("failed");
        assertThat(maskPixels()).isPositive();
    }

    @Test
    void brokenFile_isToldInASentence_andTheImageBeforeStays(FxRobot robot) throws IOException {
        untilSegmented();
        Path text = Files.writeString(folder.resolve("text.png"), "this is no image");

        robot.interact(() -> workstation.shell().dropped(List.of(text)));

        until(() -> workstation.workbench().noticeProperty().get().isPresent());
        Notice notice = workstation.workbench().noticeProperty().get().orElseThrow();
        assertThat(notice.severity()).isEqualTo(Notice.Severity.PROBLEM);
        assertThat(notice.text()).contains("text.png").contains("still here");
        assertThat(stage.getTitle()).contains("phantom");
        Label shown = robot.lookup("#notice").query();
        assertThat(shown.getText()).isEqualTo(notice.text());
        keepScreenshot("broken-file", 1);
    }

    @Test
    void secondImage_winsOverTheFirst_whoseResultsNeverAppear(FxRobot robot) throws IOException {
        Path image = phantoms();

        robot.interact(() -> {
            workstation.workbench().openPhantom();
            workstation.shell().open(image);
        });

        until(() -> stage.getTitle().startsWith(image.getFileName().toString()));
        untilExplained();
        int width = ImageIO.read(image.toFile()).getWidth();
        assertThat(workstation
                        .overlay()
                        .layerProperty()
                        .get()
                        .orElseThrow()
                        .mask()
                        .width())
                .isEqualTo(width);
    }

    @Test
    void keys_hideTheMaskAndFitTheImage(FxRobot robot) {
        untilSegmented();

        robot.push(KeyCode.H);
        assertThat(workstation.overlay().visibleProperty().get()).isFalse();
        robot.push(KeyCode.H);
        assertThat(workstation.overlay().visibleProperty().get()).isTrue();

        double fitted = workstation.viewer().viewportProperty().get().scale();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        assertThat(workstation.viewer().viewportProperty().get().scale()).isEqualTo(1);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(workstation.viewer().viewportProperty().get().scale()).isEqualTo(fitted);
    }

    @Test
    void everyControl_hasANameATooltipAndAKey() {
        untilSegmented();

        List<Node> controls = stage.getScene().getRoot().lookupAll("*").stream()
                .filter(node -> node instanceof ButtonBase || node instanceof Slider || node instanceof ColorPicker)
                .filter(node -> !inside(node, "menu-bar") && !inside(node, "color-picker"))
                .filter(node -> node.getStyleClass().stream()
                        .noneMatch(style -> style.contains("arrow") || style.contains("overflow")))
                .toList();

        assertThat(controls).hasSizeGreaterThan(25);
        for (Node node : controls) {
            assertThat(node.getAccessibleText()).as("name of %s", node).isNotBlank();
            assertThat(((Control) node).getTooltip()).as("tooltip of %s", node).isNotNull();
            assertThat(((Control) node).getTooltip().getText())
                    .as("key of %s", node)
                    .matches("(?s).*\\(.+\\)");
        }
    }

    private static boolean inside(Node node, String style) {
        for (Node parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent.getStyleClass().contains(style)) {
                return true;
            }
        }
        return false;
    }
}
