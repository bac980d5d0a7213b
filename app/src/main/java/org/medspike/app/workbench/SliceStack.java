package org.medspike.app.workbench;

import java.util.Optional;
import org.medspike.imaging.Examination;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.series.Series;
import org.medspike.imaging.series.Slice;
import org.medspike.imaging.series.SliceStore;

/** The images of a series as they were taken. */
public final class SliceStack implements Stack {

    private final Series series;
    private final SliceStore store;
    private final Object view;

    /**
     * The images of a series.
     *
     * @param view what the stack is a stage of: a series that is still growing is one view, and keeps its zoom
     */
    SliceStack(Series series, SliceStore store, Object view) {
        this.series = series;
        this.store = store;
        this.view = view;
    }

    SliceStore store() {
        return store;
    }

    Series series() {
        return series;
    }

    Object view() {
        return view;
    }

    @Override
    public int count() {
        return series.slices().size();
    }

    @Override
    public Examination examination() {
        return series.examination();
    }

    @Override
    public OpenImage read(int index, Optional<GreyWindow> window) throws ImageReadException {
        Slice slice = series.slices().get(index);
        Frame stored = store.read(slice);
        String name = slice.file().getFileName().toString();
        return OpenImage.of(
                name,
                Optional.of(slice.file()),
                stored,
                window,
                new ImageOrigin(
                        series.examination(), slice.frame(), Optional.of(slice), slice.placement(), Optional.of(view)));
    }

    /** Decodes an image that is likely to be asked for next; a failure shows when it is. */
    void prepare(int index) {
        if (index >= 0 && index < count()) {
            try {
                store.read(series.slices().get(index));
            } catch (ImageReadException e) {
                System.getLogger(SliceStack.class.getName())
                        .log(System.Logger.Level.DEBUG, "a slice could not be prepared");
            }
        }
    }
}
