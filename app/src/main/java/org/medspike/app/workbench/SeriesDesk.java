package org.medspike.app.workbench;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.medspike.app.job.Job;
import org.medspike.app.job.JobRunner;
import org.medspike.app.session.PreferenceStore;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.series.AnatomicalPlane;
import org.medspike.imaging.series.Series;
import org.medspike.imaging.series.SeriesCollection;
import org.medspike.imaging.series.Slice;
import org.medspike.imaging.series.Volume;
import org.medspike.mask.file.MaskFile;
import org.medspike.mask.file.MaskFiles;
import org.medspike.task.TaskCancelledException;

/**
 * Which series is open, which of its images is looked at, and in which plane.
 *
 * <p>Whatever is opened comes through here: the first image that can be shown is shown at once, the others are found while it
 * is looked at, pixels are decoded when they are wanted. Used on the FX thread; everything slow runs elsewhere. It owns the
 * open files and must be closed.
 */
public final class SeriesDesk implements AutoCloseable {

    private final Workbench workbench;
    private final WindowLevel windows;
    private final JobRunner jobs;
    private final PreferenceStore preferences;
    private final Executor fx;
    private final PageTurner turner;
    private final List<Job> running = new ArrayList<>();

    private final ReadOnlyObjectWrapper<List<Series>> all = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Series>> series = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Stack>> stack = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<AnatomicalPlane>> plane =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final IntegerProperty index = new SimpleIntegerProperty();
    private final ReadOnlyLongWrapper completed = new ReadOnlyLongWrapper();
    private BiConsumer<String, MaskFile> onMask = (name, mask) -> {};
    private Optional<SliceStack> taken = Optional.empty();
    private Optional<Volume> volume = Optional.empty();
    private int takenIndex;
    private long openings;
    private boolean quiet;

    /**
     * A desk without a series.
     *
     * @param fx runs tasks on the FX thread, in order
     */
    public SeriesDesk(
            Workbench workbench, WindowLevel windows, JobRunner jobs, PreferenceStore preferences, Executor fx) {
        this.workbench = workbench;
        this.windows = windows;
        this.jobs = jobs;
        this.preferences = preferences;
        this.fx = fx;
        turner = new PageTurner(workbench, fx);
        index.addListener((property, before, now) -> {
            if (!quiet) {
                stack.get()
                        .ifPresent(shown -> turner.turn(
                                shown, now.intValue(), windows.chosenProperty().get()));
            }
        });
        workbench.imageProperty().addListener((property, before, now) -> {
            // The sample is drawn, not opened: it has no series.
            if (now.isPresent() && now.get().origin().view().isEmpty()) {
                stop();
                forget();
            }
        });
    }

    /**
     * Opens files and folders; when the first image can be shown, the model is run on it. What was open stays until then.
     *
     * @param onOpened told when that is there
     * @param onGone told when there is no such file
     */
    public void open(List<Path> inputs, Runnable onOpened, Runnable onGone) {
        String name = inputs.size() == 1 ? String.valueOf(inputs.get(0).getFileName()) : inputs.size() + " files";
        stop();
        workbench.giveUp();
        long number = openings;
        Opening opening = new Opening(
                preferences.get(),
                (first, image) -> ifStill(number, () -> {
                    begin(first, image);
                    onOpened.run();
                }),
                sofar -> ifStill(number, () -> grow(sofar)));
        running.add(jobs.start(
                "Opening " + name,
                task -> {
                    Optional<MaskFile> mask = mask(inputs);
                    return new Opened(mask, mask.isEmpty() ? Optional.of(opening.run(inputs, task)) : Optional.empty());
                },
                opened -> {
                    opened.mask().ifPresent(mask -> onMask.accept(name, mask));
                    opened.found().ifPresent(found -> {
                        grow(found);
                        tell(name, found);
                        completed.set(completed.get() + 1);
                    });
                },
                failure -> {
                    if (failure.getCause() instanceof NoSuchFileException) {
                        onGone.run();
                    }
                    workbench.tell(Notice.problem(
                            name + " could not be opened: " + Told.reason(failure) + " " + workbench.kept()));
                }));
    }

    /** What was opened: a mask, or images. */
    private record Opened(Optional<MaskFile> mask, Optional<SeriesCollection> found) {}

    private static Optional<MaskFile> mask(List<Path> inputs) throws ImageReadException {
        MaskFiles masks = new MaskFiles();
        boolean single = inputs.size() == 1 && Files.isRegularFile(inputs.get(0));
        return single && masks.isMask(inputs.get(0)) ? Optional.of(masks.open(inputs.get(0))) : Optional.empty();
    }

    private void ifStill(long number, Runnable change) {
        fx.execute(() -> {
            if (number == openings) {
                change.run();
            }
        });
    }

    /** Gives up everything that is done for the series that is open, or about to be. */
    private void stop() {
        openings++;
        running.forEach(Job::cancel);
        running.clear();
        turner.drop();
    }

    private void begin(SliceStack first, OpenImage image) {
        forget();
        taken = Optional.of(first);
        all.set(List.of(first.series()));
        series.set(Optional.of(first.series()));
        stack.set(Optional.of(first));
        workbench.show(image);
    }

    private void forget() {
        taken.ifPresent(old -> old.store().close());
        taken = Optional.empty();
        volume = Optional.empty();
        workbench.results().clear();
        plane.set(Optional.empty());
        stack.set(Optional.empty());
        series.set(Optional.empty());
        all.set(List.of());
        quietly(0);
    }

    /** More of the series was found: what is looked at stays, where it is now. */
    private void grow(SeriesCollection sofar) {
        if (taken.isEmpty()) {
            return;
        }
        SliceStack before = taken.get();
        Slice wanted = before.series().slices().get(takenIndex());
        for (Series grown : sofar.series()) {
            Optional<Integer> at = grown.indexOf(wanted.file(), wanted.frame());
            if (at.isPresent()) {
                SliceStack more = new SliceStack(grown, before.store(), before.view());
                taken = Optional.of(more);
                takenIndex = at.get();
                all.set(sofar.series());
                series.set(Optional.of(grown));
                if (plane.get().isEmpty()) {
                    stack.set(Optional.of(more));
                    quietly(at.get());
                }
                return;
            }
        }
    }

    private int takenIndex() {
        return plane.get().isEmpty() ? index.get() : takenIndex;
    }

    private void quietly(int value) {
        quiet = true;
        index.set(value);
        quiet = false;
    }

    private void tell(String name, SeriesCollection found) {
        List<String> sentences = new ArrayList<>();
        if (found.series().size() > 1) {
            sentences.add(
                    name + " holds " + found.series().size() + " series; this is the first, the panel has the others.");
        }
        if (!found.refused().isEmpty()) {
            int count = found.refused().size();
            sentences.add(count + (count == 1 ? " file" : " files") + " could not be read and "
                    + (count == 1 ? "is" : "are") + " left out, the first for this reason: "
                    + found.refused().get(0) + ".");
        }
        if (!sentences.isEmpty()) {
            String text = String.join(" ", sentences);
            workbench.tell(found.refused().isEmpty() ? Notice.information(text) : Notice.problem(text));
        }
    }

    /** Turns to another series of those that were found, and runs the model on its first image. */
    public void choose(Series other) {
        if (taken.isEmpty() || taken.get().series().equals(other)) {
            return;
        }
        turner.drop();
        volume = Optional.empty();
        plane.set(Optional.empty());
        SliceStack chosen = new SliceStack(other, taken.get().store(), new Object());
        taken = Optional.of(chosen);
        series.set(Optional.of(other));
        stack.set(Optional.of(chosen));
        quietly(0);
        turner.show(chosen, WindowLevel.remembered(preferences.get(), other.examination()));
        completed.set(completed.get() + 1);
    }

    /** Why other planes than the images' own are not offered; empty where they are. */
    public Optional<String> noPlanes() {
        return series.get().flatMap(open -> open.geometry().noPlanes());
    }

    /** Shows a plane through the volume, which is read first; empty for the images as they were taken. */
    public void choosePlane(Optional<AnatomicalPlane> wanted) {
        if (taken.isEmpty() || wanted.equals(plane.get())) {
            return;
        }
        Series open = taken.get().series();
        if (wanted.isEmpty() || wanted.equals(open.plane())) {
            if (plane.get().isPresent()) {
                volume = Optional.empty();
                lay(taken.get(), Optional.empty(), takenIndex);
            }
        } else if (noPlanes().isPresent()) {
            workbench.tell(Notice.problem(
                    "There are no other planes of this series: " + noPlanes().get() + "."));
        } else if (volume.isPresent()) {
            cut(volume.get(), wanted.get());
        } else {
            read(open, wanted.get());
        }
    }

    private void read(Series open, AnatomicalPlane wanted) {
        SliceStack from = taken.orElseThrow();
        running.add(jobs.start(
                "Reading the volume",
                task -> Volume.read(open, from.store(), (done, count) -> {
                            task.progress((double) done / count, "slice " + (done + 1) + " of " + count);
                            return !task.isCancelled();
                        })
                        .orElseThrow(TaskCancelledException::new),
                read -> {
                    if (taken.isPresent() && taken.get().series().equals(open)) {
                        volume = Optional.of(read);
                        cut(read, wanted);
                    }
                },
                failure -> workbench.tell(Notice.problem("The " + wanted.label() + " planes cannot be shown: "
                        + Told.reason(failure) + " The images as they were taken stay."))));
    }

    private void cut(Volume read, AnatomicalPlane wanted) {
        Series open = taken.orElseThrow().series();
        if (plane.get().isEmpty()) {
            takenIndex = index.get();
        }
        String name = open.slices().get(0).file().getFileName() + " " + wanted.label();
        PlaneStack planes = new PlaneStack(name, open.examination(), read, wanted);
        lay(planes, Optional.of(wanted), planes.count() / 2);
    }

    private void lay(Stack other, Optional<AnatomicalPlane> cut, int at) {
        turner.drop();
        plane.set(cut);
        stack.set(Optional.of(other));
        quietly(at);
        turner.turn(other, at, windows.chosenProperty().get());
    }

    /** Moves on by some images, at most to the first or the last. */
    public void step(int by) {
        stack.get().ifPresent(shown -> index.set(Math.max(0, Math.min(shown.count() - 1, index.get() + by))));
    }

    /** The next image, after the last one the first; nothing while the one before is not shown yet. */
    public void advance() {
        if (!turner.isBusy()) {
            stack.get().ifPresent(shown -> index.set((index.get() + 1) % shown.count()));
        }
    }

    /** What is given a file that turns out to be a mask, with its name. */
    void setOnMask(BiConsumer<String, MaskFile> listener) {
        onMask = listener;
    }

    /** Grows whenever a series is there as a whole. */
    ReadOnlyLongProperty completedProperty() {
        return completed.getReadOnlyProperty();
    }

    /** The images of the open series as they were taken. */
    Optional<SliceStack> taken() {
        return taken;
    }

    /** Remembers a job that ends with the series. */
    void withSeries(Job job) {
        running.add(job);
    }

    /** All series that were found. */
    public ReadOnlyObjectProperty<List<Series>> allProperty() {
        return all.getReadOnlyProperty();
    }

    /** The open series; empty while there is none. */
    public ReadOnlyObjectProperty<Optional<Series>> seriesProperty() {
        return series.getReadOnlyProperty();
    }

    /** What is scrolled through: the series, or planes of its volume. */
    public ReadOnlyObjectProperty<Optional<Stack>> stackProperty() {
        return stack.getReadOnlyProperty();
    }

    /** The plane that was cut; empty for the images as they were taken. */
    public ReadOnlyObjectProperty<Optional<AnatomicalPlane>> planeProperty() {
        return plane.getReadOnlyProperty();
    }

    /** Which image is wanted, from zero; the image on the desk follows. */
    public IntegerProperty indexProperty() {
        return index;
    }

    @Override
    public void close() {
        stop();
        taken.ifPresent(old -> old.store().close());
        turner.close();
    }
}
