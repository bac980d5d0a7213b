package org.medspike.app.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.medspike.app.job.Job;
import org.medspike.app.job.JobRunner;
import org.medspike.app.session.PreferenceStore;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.SeriesDesk;
import org.medspike.app.workbench.Stack;
import org.medspike.app.workbench.Workbench;

/** The window as a whole: title, theme, recent files, what runs, and what is dropped on it. */
public final class ShellViewModel {

    private static final String PROGRAM = "MedSpike Workstation";

    private final Workbench workbench;
    private final SeriesDesk desk;
    private final JobRunner jobs;
    private final PreferenceStore preferences;
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();

    /** The window over the desk. */
    public ShellViewModel(Workbench workbench, SeriesDesk desk, JobRunner jobs, PreferenceStore preferences) {
        this.workbench = workbench;
        this.desk = desk;
        this.jobs = jobs;
        this.preferences = preferences;
        dark.set(preferences.get().dark());
        dark.addListener((property, before, now) -> preferences.change(p -> p.withDark(now)));
        refreshRecent();
    }

    private void refreshRecent() {
        recent.setAll(preferences.get().recentFiles().stream().map(Path::of).toList());
    }

    /** Opens a file or a folder and remembers it; a recent one that is gone is forgotten. */
    public void open(Path file) {
        desk.open(
                List.of(file),
                () -> {
                    preferences.change(p -> p.withRecent(absolute(file)));
                    refreshRecent();
                },
                () -> {
                    preferences.change(p -> p.withoutRecent(absolute(file)));
                    refreshRecent();
                });
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    /** Opens what was dropped; several files together, as the series that they are. */
    public void dropped(List<Path> files) {
        if (files.size() == 1) {
            open(files.get(0));
        } else if (!files.isEmpty()) {
            desk.open(files, () -> {}, () -> {});
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
        return Bindings.createStringBinding(
                () -> workbench
                        .imageProperty()
                        .get()
                        .map(open -> open.name() + position() + " (" + size(open) + ") - " + PROGRAM)
                        .orElse(PROGRAM),
                workbench.imageProperty(),
                desk.stackProperty(),
                desk.indexProperty());
    }

    private String position() {
        int count = desk.stackProperty().get().map(Stack::count).orElse(0);
        return count > 1 ? ", " + (desk.indexProperty().get() + 1) + " of " + count : "";
    }

    private static String size(OpenImage image) {
        return image.upright().width() + " x " + image.upright().height() + " px";
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
