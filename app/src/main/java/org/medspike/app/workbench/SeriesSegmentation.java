package org.medspike.app.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.medspike.app.job.JobRunner;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.series.Slice;
import org.medspike.inference.Segmentation;
import org.medspike.task.TaskContext;

/**
 * Runs the model on all images of the open series that have no mask yet.
 *
 * <p>Each result is kept as soon as it is there, so who cancels keeps what was done. Used on the FX thread.
 */
public final class SeriesSegmentation {

    /** A map of a slice's own size, on the network's grid and again to be shown, and what the network needs. */
    private static final int BYTES_PER_PIXEL = 64;

    private static final long SPARE = 64L << 20;

    private final Workbench workbench;
    private final SeriesDesk desk;
    private final JobRunner jobs;
    private final ActiveModel model;
    private final Executor fx;

    /** Segments what lies on the desk. */
    public SeriesSegmentation(Workbench workbench, SeriesDesk desk, JobRunner jobs, ActiveModel model, Executor fx) {
        this.workbench = workbench;
        this.desk = desk;
        this.jobs = jobs;
        this.model = model;
        this.fx = fx;
    }

    /** Starts; a job with progress, which ends with the series. */
    public void start() {
        Optional<SliceStack> open = desk.taken();
        if (open.isEmpty()) {
            return;
        }
        SliceStack stack = open.get();
        Optional<OpenImage> shown = workbench.imageProperty().get().filter(OpenImage::isAsTaken);
        List<Slice> left = stack.series().slices().stream()
                .filter(slice -> workbench.results().of(slice).isEmpty())
                .toList();
        desk.withSeries(jobs.start(
                "Segmenting " + left.size() + " images",
                task -> run(stack, left, shown, task),
                this::tell,
                failure -> workbench.tell(Notice.problem("The series could not be segmented: " + Told.reason(failure)
                        + " The masks that were made stay."))));
    }

    private List<String> run(SliceStack stack, List<Slice> left, Optional<OpenImage> shown, TaskContext task)
            throws IOException {
        List<String> failures = new ArrayList<>();
        // By the image that is looked at, so that the whole series gets the model that it got.
        if (shown.isPresent()) {
            model.settle(stack.examination().modality(), shown.get().upright());
        }
        for (int i = 0; i < left.size(); i++) {
            task.checkCancelled();
            task.progress((double) i / left.size(), "image " + (i + 1) + " of " + left.size());
            Slice slice = left.get(i);
            MemoryBudget.require(
                    (long) BYTES_PER_PIXEL * slice.width() * slice.height() + SPARE, "the masks of more images");
            try {
                SliceResult result = model.segment(stack.store().read(slice).upright(), task.quietly());
                Segmentation mask = result.segmentation();
                fx.execute(() -> {
                    if (!task.isCancelled()) {
                        workbench.take(slice, result, mask);
                    }
                });
            } catch (ImageReadException e) {
                failures.add(e.getMessage());
            }
        }
        return failures;
    }

    private void tell(List<String> failures) {
        if (!failures.isEmpty()) {
            workbench.tell(Notice.problem(failures.size() + " of the images could not be segmented, the first for this"
                    + " reason: " + failures.get(0) + ". The others have their masks."));
        }
    }
}
