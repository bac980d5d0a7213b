package org.medspike.app.workbench;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.medspike.app.Faults;
import org.medspike.app.job.Job;
import org.medspike.app.job.JobRunner;
import org.medspike.bundle.BundleException;
import org.medspike.bundle.ModelCard;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
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
    private final ImageFiles files = new ImageFiles();
    private final List<Job> imageJobs = new ArrayList<>();

    private final ReadOnlyObjectWrapper<Optional<OpenImage>> image = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ModelCard>> card = new ReadOnlyObjectWrapper<>(Optional.empty());
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

    /**
     * Opens a file; when it is read, the model is run on it.
     *
     * @param onOpened told when the image is there
     * @param onGone told when there is no such file
     */
    public void open(Path file, Consumer<Path> onOpened, Consumer<Path> onGone) {
        String name = String.valueOf(file.getFileName());
        begin(
                "Opening " + name,
                () -> opened(name, Optional.of(file), files.readFirst(file)),
                opened -> {
                    show(opened);
                    onOpened.accept(file);
                },
                failure -> {
                    if (failure.getCause() instanceof NoSuchFileException) {
                        onGone.accept(file);
                    }
                    return name + " could not be opened: " + reason(failure) + " " + kept();
                });
    }

    /** Opens the phantom that the program draws itself. */
    public void openPhantom() {
        begin(
                "Drawing the sample",
                () -> opened(
                        "Endoscopy phantom",
                        Optional.empty(),
                        Phantom.endoscopy(PHANTOM_SEED, PHANTOM_WIDTH, PHANTOM_HEIGHT)
                                .frame()),
                this::show,
                failure -> "The sample could not be drawn: " + reason(failure) + " " + kept());
    }

    private static OpenImage opened(String name, Optional<Path> file, Frame stored) {
        Frame upright = stored.upright();
        return new OpenImage(name, file, stored, upright, DisplayPixels.of(upright));
    }

    private void show(OpenImage opened) {
        image.set(Optional.of(opened));
        notice.set(Optional.empty());
        segmentAgain();
    }

    /** Runs the model on the open image, whatever it found there before; for instance after that was cancelled. */
    public void segmentAgain() {
        image.get().ifPresent(open -> {
            giveUp();
            segmentation.set(Optional.empty());
            stages.set(List.of());
            probe.set(Optional.empty());
            segment(open);
        });
    }

    private void segment(OpenImage open) {
        also(
                "Segmenting " + open.name(),
                () -> new Segmented(model.bundle().card(), model.segment(open.upright())),
                result -> {
                    card.set(Optional.of(result.card()));
                    segmentation.set(Optional.of(result.segmentation()));
                    explain(open);
                },
                failure -> "The model could not be run on " + open.name() + ": " + reason(failure)
                        + " The image stays open.");
    }

    private record Segmented(ModelCard card, Segmentation segmentation) {}

    private void explain(OpenImage open) {
        also(
                "Computing heat maps",
                () -> model.explain(open.upright()),
                stages::set,
                failure -> "The heat maps could not be computed: " + reason(failure) + " The mask stays.");
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
                () -> model.probe(open.get().upright(), x, y),
                prepared -> probe.set(Optional.of(prepared)),
                failure -> "The probe could not be prepared: " + reason(failure) + " The heat maps stay.");
    }

    /** Starts work on a new image and gives up all work on the one before. */
    private <T> void begin(String name, Work<T> work, Consumer<T> onDone, Function<Exception, String> told) {
        giveUp();
        also(name, work, onDone, told);
    }

    private void giveUp() {
        imageJobs.forEach(Job::cancel);
        imageJobs.clear();
    }

    private <T> void also(String name, Work<T> work, Consumer<T> onDone, Function<Exception, String> told) {
        imageJobs.add(jobs.start(name, task -> work.run(), onDone, failure -> {
            if (!isTold(failure)) {
                Faults.log("a job of the window failed", failure);
            }
            notice.set(Optional.of(Notice.problem(told.apply(failure))));
        }));
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    /** Whether a failure's message is a sentence for the user. */
    private static boolean isTold(Exception failure) {
        return failure instanceof ImageReadException || failure instanceof BundleException;
    }

    private static String reason(Exception failure) {
        String text = isTold(failure)
                ? failure.getMessage()
                : "a fault of the program itself (" + failure.getClass().getSimpleName() + "); the log has the details";
        return text.endsWith(".") ? text : text + ".";
    }

    private String kept() {
        return image.get().isPresent() ? "The image before it is still here." : "Try another file.";
    }

    /** Tells the user something. */
    public void tell(Notice message) {
        notice.set(Optional.of(message));
    }

    /** The open image. */
    public ReadOnlyObjectProperty<Optional<OpenImage>> imageProperty() {
        return image.getReadOnlyProperty();
    }

    /** Card of the model at work; empty until it is loaded. */
    public ReadOnlyObjectProperty<Optional<ModelCard>> cardProperty() {
        return card.getReadOnlyProperty();
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
