package org.medspike.app.workbench;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.medspike.app.job.LatestOnly;
import org.medspike.app.job.NewestNext;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageReadException;
import org.medspike.inference.Segmentation;

/**
 * Brings the images of a stack to the desk as they are asked for, each with the mask that is known of it, and decodes the next
 * one beforehand. Used on the FX thread; decodes on its own.
 */
final class PageTurner implements AutoCloseable {

    private final Workbench workbench;
    private final NewestNext loader;
    private final LatestOnly preparer;
    private int last;

    PageTurner(Workbench workbench, Executor fx) {
        this.workbench = workbench;
        loader = new NewestNext(fx, "slices");
        preparer = new LatestOnly(fx);
    }

    /** An image that was read, or why not. */
    private record Page(@Nullable OpenImage image, Optional<Segmentation> known, @Nullable Exception failure) {}

    /** Turns to an image; the model is not run. */
    void turn(Stack stack, int index, Optional<GreyWindow> window) {
        int ahead = index + (index < last ? -1 : 1);
        last = index;
        read(stack, index, window, (image, known) -> {
            workbench.turnTo(image, known);
            if (stack instanceof SliceStack slices) {
                preparer.request(
                        () -> {
                            slices.prepare(ahead);
                            return ahead;
                        },
                        prepared -> {});
            }
        });
    }

    /** Shows the first image of a stack and runs the model on it. */
    void show(Stack stack, Optional<GreyWindow> window) {
        last = 0;
        read(stack, 0, window, (image, known) -> workbench.show(image));
    }

    private void read(
            Stack stack, int index, Optional<GreyWindow> window, BiConsumer<OpenImage, Optional<Segmentation>> onRead) {
        Optional<SliceResult> result = stack instanceof SliceStack slices
                ? workbench.results().of(slices.series().slices().get(index))
                : Optional.empty();
        loader.request(
                () -> {
                    try {
                        return new Page(stack.read(index, window), result.map(SliceResult::segmentation), null);
                    } catch (ImageReadException | RuntimeException e) {
                        // Whatever went wrong: the image before must not stay in the place of this one.
                        return new Page(null, Optional.empty(), e);
                    } catch (OutOfMemoryError e) {
                        return new Page(
                                null,
                                Optional.empty(),
                                ImageReadException.broken("there is not enough memory for it; close other programs, or"
                                        + " open fewer images at once"));
                    }
                },
                page -> {
                    if (page.image() != null) {
                        onRead.accept(page.image(), page.known());
                    } else if (page.failure() != null) {
                        workbench.clear(Notice.problem("Image " + (index + 1) + " of " + stack.count()
                                + " cannot be shown: " + Told.reason(page.failure()) + " The others can."));
                    }
                });
    }

    boolean isBusy() {
        return loader.isBusy();
    }

    void drop() {
        loader.drop();
    }

    @Override
    public void close() {
        loader.close();
        preparer.close();
    }
}
