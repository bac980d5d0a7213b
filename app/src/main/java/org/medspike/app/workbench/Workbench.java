package org.medspike.app.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.medspike.app.job.Job;
import org.medspike.app.job.JobRunner;
import org.medspike.bundle.ModelCard;
import org.medspike.bundle.ModelLibrary;
import org.medspike.imaging.series.Slice;
import org.medspike.inference.AttentionProbe;
import org.medspike.inference.Segmentation;
import org.medspike.inference.StageMaps;
import org.medspike.phantom.Phantom;

/**
 * The state behind the window: which image is open, what the model found in it, and why.
 *
 * <p>Used on the FX thread; everything slow runs as a job. Opening an image gives up the work on the one before; an image
 * that cannot be opened leaves the one before as it is.
 */
public final class Workbench {

    private static final long PHANTOM_SEED = 7;
    private static final int PHANTOM_WIDTH = 512;
    private static final int PHANTOM_HEIGHT = 448;

    private final JobRunner jobs;
    private final ActiveModel model;
    private final SeriesResults results = new SeriesResults();
    private final List<Job> imageJobs = new ArrayList<>();

    private final ReadOnlyObjectWrapper<Optional<OpenImage>> image = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ModelCard>> card = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper modelReason = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Segmentation>> segmentation =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<StageMaps>> stages = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<AttentionProbe>> probe = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<Notice>> notice = new SimpleObjectProperty<>(Optional.empty());

    /** An empty desk. */
    public Workbench(JobRunner jobs, ActiveModel model) {
        this.jobs = jobs;
        this.model = model;
    }

    /** Opens the phantom that the program draws itself. */
    public void openPhantom() {
        begin(
                "Drawing the sample",
                task -> OpenImage.of(
                        "Endoscopy phantom",
                        Optional.empty(),
                        Phantom.endoscopy(PHANTOM_SEED, PHANTOM_WIDTH, PHANTOM_HEIGHT)
                                .frame(),
                        Optional.empty(),
                        ImageOrigin.OWN),
                this::show,
                failure -> "The sample could not be drawn: " + Told.reason(failure) + " " + kept());
    }

    /** Lays an image on the desk and runs the model on it. */
    void show(OpenImage opened) {
        image.set(Optional.of(opened));
        notice.set(Optional.empty());
        segmentAgain();
    }

    /** Turns to another image of the same stack, with what the model said of it before; the model is not run. */
    void turnTo(OpenImage other, Optional<Segmentation> known) {
        giveUp();
        forget();
        image.set(Optional.of(other));
        segmentation.set(known);
    }

    /** Clears the desk because an image cannot be shown; an old one in its place would be taken for it. */
    void clear(Notice why) {
        giveUp();
        forget();
        image.set(Optional.empty());
        notice.set(Optional.of(why));
    }

    private void forget() {
        segmentation.set(Optional.empty());
        stages.set(List.of());
        probe.set(Optional.empty());
    }

    /**
     * Runs the model on the open image, whatever it found there before; for instance after that was cancelled. Planes that were
     * cut through a volume are not segmented: the model learnt from images as they are taken.
     */
    public void segmentAgain() {
        image.get().ifPresent(open -> {
            giveUp();
            forget();
            if (open.isAsTaken()) {
                segment(open);
            }
        });
    }

    private void segment(OpenImage open) {
        also(
                "Segmenting " + open.name(),
                task -> {
                    ModelLibrary.Choice choice =
                            model.settle(open.origin().examination().modality(), open.upright());
                    SliceResult result = model.segment(open.upright(), task);
                    return new Segmented(model.bundle().card(), choice.reason(), result, result.segmentation());
                },
                segmented -> {
                    card.set(Optional.of(segmented.card()));
                    modelReason.set(segmented.reason());
                    open.origin().slice().ifPresent(slice -> results.keep(slice, segmented.result()));
                    segmentation.set(Optional.of(segmented.segmentation()));
                    explain(open);
                },
                failure -> "The model could not be run on " + open.name() + ": " + Told.reason(failure)
                        + " The image stays open.");
    }

    private record Segmented(ModelCard card, String reason, SliceResult result, Segmentation segmentation) {}

    /** Takes what the model said of a slice; shows it where that slice is looked at and has no mask yet. */
    void take(Slice slice, SliceResult result, Segmentation shown) {
        results.keep(slice, result);
        boolean open = image.get().flatMap(i -> i.origin().slice()).equals(Optional.of(slice));
        if (open && segmentation.get().isEmpty()) {
            segmentation.set(Optional.of(shown));
        }
    }

    private void explain(OpenImage open) {
        also(
                "Computing heat maps",
                task -> model.explain(open.upright(), task),
                stages::set,
                failure -> "The heat maps could not be computed: " + Told.reason(failure) + " The mask stays.");
    }

    /**
     * Makes ready to probe a pixel of the open image and those around it, unless that is done or there is nothing to
     * probe.
     */
    public void prepareProbe(int x, int y) {
        Optional<OpenImage> open = image.get();
        boolean ready = probe.get().map(p -> p.region().contains(x, y)).orElse(false);
        if (open.isEmpty() || ready || segmentation.get().isEmpty()) {
            return;
        }
        also(
                "Preparing the probe",
                task -> model.probe(open.get().upright(), x, y),
                prepared -> probe.set(Optional.of(prepared)),
                failure -> "The probe could not be prepared: " + Told.reason(failure) + " The heat maps stay.");
    }

    /** Starts work on a new image and gives up all work on the one before. */
    private <T> void begin(String name, JobRunner.Work<T> work, Consumer<T> onDone, Function<Exception, String> told) {
        giveUp();
        also(name, work, onDone, told);
    }

    /** Gives up what is done on the open image. */
    void giveUp() {
        imageJobs.forEach(Job::cancel);
        imageJobs.clear();
    }

    private <T> void also(String name, JobRunner.Work<T> work, Consumer<T> onDone, Function<Exception, String> told) {
        imageJobs.add(jobs.start(
                name, work, onDone, failure -> notice.set(Optional.of(Notice.problem(told.apply(failure))))));
    }

    /** What is to be said of the desk when something could not be opened. */
    String kept() {
        return image.get().isPresent() ? "The image before it is still here." : "Try another file.";
    }

    /** Tells the user something. */
    public void tell(Notice message) {
        notice.set(Optional.of(message));
    }

    /** What the model said of the slices of the open series. */
    public SeriesResults results() {
        return results;
    }

    /** The open image. */
    public ReadOnlyObjectProperty<Optional<OpenImage>> imageProperty() {
        return image.getReadOnlyProperty();
    }

    /** Card of the model at work; empty until it is loaded. */
    public ReadOnlyObjectProperty<Optional<ModelCard>> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** Why that model is at work, as the end of "because"; empty until one is. */
    public ReadOnlyStringProperty modelReasonProperty() {
        return modelReason.getReadOnlyProperty();
    }

    /** What the model found in the open image; empty until it is done. */
    public ReadOnlyObjectProperty<Optional<Segmentation>> segmentationProperty() {
        return segmentation.getReadOnlyProperty();
    }

    /** Heat maps of all stages; empty until they are done. */
    public ReadOnlyObjectProperty<List<StageMaps>> stagesProperty() {
        return stages.getReadOnlyProperty();
    }

    /** Queries and keys of the open image; empty until somebody wants to probe. */
    public ReadOnlyObjectProperty<Optional<AttentionProbe>> probeProperty() {
        return probe.getReadOnlyProperty();
    }

    /** What the user is told; the view empties it when it is dismissed. */
    public ObjectProperty<Optional<Notice>> noticeProperty() {
        return notice;
    }
}
