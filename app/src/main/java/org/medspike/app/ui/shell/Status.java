package org.medspike.app.ui.shell;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.controlsfx.control.StatusBar;
import org.medspike.app.job.Job;
import org.medspike.app.ui.control.Commands;
import org.medspike.app.ui.viewer.ViewerViewModel;

/** The lowest line: what the pointer reads, what runs and how to stop it, and what the program is not for. */
final class Status extends StatusBar {

    private final ShellViewModel shell;
    private final Label doing = new Label();
    private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final HBox running;

    Status(ShellViewModel shell, ViewerViewModel viewer) {
        this.shell = shell;
        setText("");
        Label readout = new Label();
        readout.setId("readout");
        readout.getStyleClass().add("number");
        readout.textProperty().bind(viewer.readoutProperty());
        getLeftItems().add(readout);
        doing.setId("job");
        progress.setPrefWidth(110);
        progress.setAccessibleText("Progress");
        Button cancel = new Button("Cancel");
        // Where it is narrow, the readout and the name of the job give way.
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> shell.cancelJobs());
        Commands.describe(cancel, "Cancel", "Stops what is running", "Esc");
        running = new HBox(8, doing, progress, cancel);
        running.setAlignment(Pos.CENTER_RIGHT);
        Label research = new Label("Research use only. Not for diagnosis.");
        research.getStyleClass().add("research");
        research.setMinWidth(USE_PREF_SIZE);
        getRightItems().addAll(running, research);
        shell.running().addListener((ListChangeListener<Job>) change -> show());
        show();
    }

    private void show() {
        Optional<Job> job = shell.current();
        running.setVisible(job.isPresent());
        running.setManaged(job.isPresent());
        progress.progressProperty().unbind();
        job.ifPresent(j -> {
            doing.setText(j.name());
            progress.progressProperty().bind(j.progressProperty());
        });
    }
}
