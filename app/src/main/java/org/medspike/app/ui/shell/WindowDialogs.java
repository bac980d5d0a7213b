package org.medspike.app.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.TextArea;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.controlsfx.control.action.Action;
import org.medspike.app.Version;
import org.medspike.app.ui.control.Commands;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelCard;

/** Real dialogs over a window; each file chooser begins where the last one ended. */
final class WindowDialogs implements Dialogs {

    /** Wide enough for a line of the key list. */
    private static final double REPORT_WIDTH = 1000;

    private static final double REPORT_HEIGHT = 600;

    private final Stage stage;
    private Optional<File> lastFolder = Optional.empty();

    WindowDialogs(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Path> chooseImage() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open an image");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                "Images",
                                "*.png",
                                "*.jpg",
                                "*.jpeg",
                                "*.tif",
                                "*.tiff",
                                "*.bmp",
                                "*.gif",
                                "*.webp",
                                "*.nii",
                                "*.nii.gz",
                                "*.hdr",
                                "*.dcm",
                                "*.PNG",
                                "*.JPG",
                                "*.TIF",
                                "*.DCM"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        existingFolder().ifPresent(chooser::setInitialDirectory);
        return remembered(chooser.showOpenDialog(stage));
    }

    @Override
    public Optional<Path> choosePng(String title, String suggestedName) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PNG image", "*.png"));
        existingFolder().ifPresent(chooser::setInitialDirectory);
        return remembered(chooser.showSaveDialog(stage));
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        existingFolder().ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    /** A chooser refuses to begin in a folder that is gone. */
    private Optional<File> existingFolder() {
        return lastFolder.filter(File::isDirectory);
    }

    private Optional<Path> remembered(File file) {
        if (file != null) {
            lastFolder = Optional.ofNullable(file.getParentFile());
        }
        return Optional.ofNullable(file).map(File::toPath);
    }

    @Override
    public void showCard(ModelCard card) {
        StringBuilder text = new StringBuilder();
        text.append(card.description()).append("\n\n");
        text.append("Finds: ")
                .append(card.target())
                .append(" in ")
                .append(card.modality())
                .append(" images\n");
        text.append("Intended use: ").append(card.intendedUse()).append('\n');
        text.append("Limitations: ").append(card.limitations()).append('\n');
        text.append("Licence: ").append(card.licence()).append("\n\n");
        for (Metric metric : card.metrics()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %.4f (%s, n = %d)%n   %s%n",
                    metric.name(),
                    metric.value(),
                    metric.average(),
                    metric.n(),
                    metric.protocol()));
        }
        text.append("\nTrained on: ").append(card.provenance().data()).append('\n');
        card.provenance()
                .steps()
                .forEach(step -> text.append("   ").append(step).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "%nNetwork: channels %s, T = %d, %.2f M parameters, %.2f GMAC at %d x %d px; threshold %.2f%n",
                card.network().channels(),
                card.network().timeSteps(),
                card.parameters() / 1e6,
                card.macs() / 1e9,
                card.preprocessing().width(),
                card.preprocessing().height(),
                card.threshold()));
        text.append("SHA-256 of the weights: ").append(card.weights().sha256()).append('\n');
        show("Model card", card.name() + " (" + card.id() + ")", text.toString());
    }

    @Override
    public void showKeys(List<Commands> menus) {
        StringBuilder text = new StringBuilder();
        for (Action action : menus.stream().flatMap(menu -> menu.all().stream()).toList()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-18s %-20s %s%n",
                    action.getAccelerator().getDisplayText(),
                    action.getText(),
                    action.getLongText()));
        }
        text.append(
                "\nIn the images: the wheel goes through a series, with Ctrl or where there is none it zooms to the pointer, as"
                        + " pinching does; dragging or the arrow keys move; dragging with the right button sets the grey"
                        + " window, coarse with Ctrl, fine with Shift; a double click fits.\n\n");
        text.append(Version.program()).append(". Research use only. Not for diagnosis.\n");
        show("Keys", "All keys", text.toString());
    }

    private void show(String title, String header, String text) {
        Alert alert = new Alert(Alert.AlertType.INFORMATION);
        alert.initOwner(stage);
        alert.setTitle(title);
        alert.setHeaderText(header);
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("report");
        alert.getDialogPane().setContent(area);
        alert.getDialogPane().setPrefSize(REPORT_WIDTH, REPORT_HEIGHT);
        alert.getDialogPane().getStyleClass().add("report-pane");
        alert.setResizable(true);
        alert.show();
    }

    @Override
    public void close() {
        stage.close();
    }
}
