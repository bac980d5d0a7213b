package org.medspike.app.workbench;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.medspike.app.job.JobRunner;
import org.medspike.mask.file.MaskFile;
import org.medspike.mask.file.MaskFiles;

/**
 * The mask file that was opened last: it lies on the open series if it belongs to it, else it waits for a series that it
 * belongs to. Used on the FX thread.
 */
public final class MaskDesk {

    private final Workbench workbench;
    private final SeriesDesk desk;
    private final JobRunner jobs;
    private final ReadOnlyObjectWrapper<Optional<LaidMask>> laid = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Waiting> waiting = Optional.empty();

    private record Waiting(String name, MaskFile file) {}

    /** A desk without a mask file. */
    public MaskDesk(Workbench workbench, SeriesDesk desk, JobRunner jobs) {
        this.workbench = workbench;
        this.desk = desk;
        this.jobs = jobs;
        desk.setOnMask(this::opened);
        desk.completedProperty().addListener((property, before, now) -> lay(false));
        desk.seriesProperty().addListener((property, before, now) -> {
            if (laid.get().isPresent() && !now.equals(laid.get().map(LaidMask::series))) {
                laid.set(Optional.empty());
            }
        });
    }

    /** Opens a file as a mask, whatever it looks like: a NIfTI volume may be either. */
    public void open(Path file) {
        String name = String.valueOf(file.getFileName());
        jobs.start(
                "Opening " + name,
                task -> new MaskFiles().open(file),
                mask -> opened(name, mask),
                failure -> workbench.tell(
                        Notice.problem(name + " could not be opened as a mask: " + Told.reason(failure))));
    }

    private void opened(String name, MaskFile file) {
        waiting = Optional.of(new Waiting(name, file));
        if (desk.taken().isPresent()) {
            lay(true);
        } else {
            workbench.tell(
                    Notice.information(name + " is a mask. It will be laid onto its image when that is opened."));
        }
    }

    /**
     * Lays the mask onto the open series.
     *
     * @param asked whether the user asked for it just now, and wants to know why it does not belong there
     */
    private void lay(boolean asked) {
        Optional<SliceStack> open = desk.taken();
        if (waiting.isEmpty() || open.isEmpty()) {
            return;
        }
        Waiting mask = waiting.get();
        desk.withSeries(jobs.start(
                "Laying on " + mask.name(),
                task -> new Laying(open.get()).lay(mask.name(), mask.file()),
                result -> {
                    if (desk.seriesProperty().get().equals(Optional.of(result.series()))) {
                        laid.set(Optional.of(result));
                    }
                },
                failure -> {
                    if (asked) {
                        workbench.tell(Notice.problem(mask.name() + " cannot be laid onto this image: "
                                + Told.reason(failure) + " It waits for its image."));
                    }
                }));
    }

    /** Takes the mask away. */
    public void remove() {
        waiting = Optional.empty();
        laid.set(Optional.empty());
    }

    /** The mask that lies on the open series. */
    public ReadOnlyObjectProperty<Optional<LaidMask>> laidProperty() {
        return laid.getReadOnlyProperty();
    }
}
