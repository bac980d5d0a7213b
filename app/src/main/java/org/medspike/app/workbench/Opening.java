package org.medspike.app.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.medspike.app.session.Preferences;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.series.Progress;
import org.medspike.imaging.series.Series;
import org.medspike.imaging.series.SeriesCollection;
import org.medspike.imaging.series.SeriesScan;
import org.medspike.imaging.series.SliceStore;
import org.medspike.task.TaskContext;

/**
 * Opens files and folders: gives the first image that can be decoded as soon as there is one, and what is found so far now and
 * then. Runs on one thread of a job.
 */
final class Opening {

    private static final int PROGRESS_STEPS = 100;

    private final ImageFiles files = new ImageFiles();
    private final SliceStore store = new SliceStore(files, SliceStore.usualBudget());
    private final Preferences preferences;
    private final BiConsumer<SliceStack, OpenImage> onFirst;
    private final Consumer<SeriesCollection> onMore;
    private @Nullable ImageReadException failure;
    private boolean shown;
    private boolean single;

    /**
     * An opening that tells from the thread it runs on.
     *
     * @param preferences as they are now
     * @param onFirst told the first image
     * @param onMore told what is found so far
     */
    Opening(Preferences preferences, BiConsumer<SliceStack, OpenImage> onFirst, Consumer<SeriesCollection> onMore) {
        this.preferences = preferences;
        this.onFirst = onFirst;
        this.onMore = onMore;
    }

    /**
     * Opens.
     *
     * @throws IOException if nothing can be shown
     */
    SeriesCollection run(List<Path> inputs, TaskContext task) throws IOException {
        SeriesScan scan = new SeriesScan(files);
        Progress progress = (done, count) -> {
            if (done % Math.max(1, count / PROGRESS_STEPS) == 0) {
                task.progress((double) done / count, "header " + (done + 1) + " of " + count);
            }
            // Whoever asked for one file is told why it cannot be shown, and not shown another.
            return !task.isCancelled() && !(single && failure != null);
        };
        single = inputs.size() == 1 && !Files.isDirectory(inputs.get(0));
        SeriesCollection found =
                single ? scan.around(inputs.get(0), progress, this::found) : scan.scan(inputs, progress, this::found);
        task.checkCancelled();
        if (found.series().isEmpty()) {
            throw nothing(inputs, found);
        }
        for (int i = 0; i < found.series().size() && !shown && !single; i++) {
            show(found.series().get(i));
        }
        if (!shown && failure != null) {
            throw failure;
        }
        return found;
    }

    private static ImageReadException nothing(List<Path> inputs, SeriesCollection found) {
        if (found.refused().isEmpty()) {
            return ImageReadException.broken((inputs.size() == 1 ? "the folder " : "it ") + ImageFiles.NONE_FOUND);
        }
        return ImageReadException.broken(
                "none of its " + found.refused().size() + " files can be read as an image; the first is "
                        + found.refused().get(0));
    }

    private void found(SeriesCollection sofar) {
        if (shown) {
            onMore.accept(sofar);
        } else {
            show(sofar.series().get(0));
        }
    }

    private void show(Series series) {
        SliceStack stack = new SliceStack(series, store, new Object());
        try {
            OpenImage first = stack.read(0, WindowLevel.remembered(preferences, series.examination()));
            shown = true;
            onFirst.accept(stack, first);
        } catch (ImageReadException e) {
            failure = failure == null ? e : failure;
        }
    }
}
