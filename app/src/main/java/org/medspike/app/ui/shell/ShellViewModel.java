package org.medspike.app.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.medspike.app.job.Job;
import org.medspike.app.job.JobRunner;
import org.medspike.app.session.PreferenceStore;
import org.medspike.app.workbench.Notice;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.Workbench;
import org.medspike.bundle.ModelCard;

/** The window as a whole: title, theme, recent files, what runs, and what is dropped on it. */
public final class ShellViewModel {

    private static final String PROGRAM = "MedSpike Workstation";

    private final Workbench workbench;
    private final JobRunner jobs;
    private final PreferenceStore preferences;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();

    /** The window over the desk. */
    public ShellViewModel(Workbench workbench, JobRunner jobs, PreferenceStore preferences) {
        this.workbench = workbench;
        this.jobs = jobs;
        this.preferences = preferences;
        dark.set(preferences.get().dark());
        dark.addListener((property, before, now) -> preferences.change(p -> p.withDark(now)));
        refreshRecent();
    }

    private void refreshRecent() {
        recent.setAll(preferences.get().recentFiles().stream().map(Path::of).toList());
    }

    /** Opens a file and remembers it; a recent file that is gone is forgotten. */
    public void open(Path file) {
        open(file, () -> {});
    }

    private void open(Path file, Runnable then) {
        workbench.open(
                file,
                opened -> {
                    preferences.change(p -> p.withRecent(absolute(opened)));
                    refreshRecent();
                    then.run();
                },
                gone -> {
                    preferences.change(p -> p.withoutRecent(absolute(gone)));
                    refreshRecent();
                });
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    /** Opens the first of the files that were dropped, and says so where there are more. */
    public void dropped(List<Path> files) {
        if (!files.isEmpty()) {
            open(files.get(0), () -> {
                if (files.size() > 1) {
                    workbench.tell(Notice.information("Opened the first of " + files.size()
                            + " files. For many files use" + " 'medspike segment' on the command line."));
                }
            });
        }
    }

    /** Asks everything that runs to stop. */
    public void cancelJobs() {
        List.copyOf(jobs.running()).forEach(Job::cancel);
    }

    /** Jobs that run or wait. */
    public ObservableList<Job> running() {
        return jobs.running();
    }

    /** The job that the status bar shows: the oldest. */
    public Optional<Job> current() {
        return jobs.running().stream().findFirst();
    }

    /** Title of the window. */
    public ObservableValue<String> title() {
        return workbench.imageProperty().map(image -> image.map(
                        open -> open.name() + " (" + size(open) + ") - " + PROGRAM)
                .orElse(PROGRAM));
    }

    private static String size(OpenImage image) {
        return image.upright().width() + " x " + image.upright().height() + " px";
    }

    /** The model at work, in a few words. */
    public ObservableValue<String> modelText() {
        return workbench
                .cardProperty()
                .map(card -> "Model: " + card.map(ModelCard::name).orElse("being loaded"));
    }

    /** Whether the window is dark. */
    public BooleanProperty darkProperty() {
        return dark;
    }

    /** Files opened lately, newest first. */
    public ObservableList<Path> recent() {
        return recent;
    }
}
