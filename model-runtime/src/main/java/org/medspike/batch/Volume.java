package org.medspike.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medspike.export.FrameResult;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.dicom.SourceObject;
import org.medspike.imaging.nifti.NiftiGrid;

/**
 * Frames that are written together: those of one file, or of the single-frame DICOM files of one series. Filled while a batch
 * runs.
 */
final class Volume {

    /**
     * A frame that was segmented.
     *
     * @param source the DICOM object it is of, where it is of one
     * @param number of the frame in its file, from 1
     */
    record Slice(
            Optional<SourceObject> source,
            int number,
            Optional<Placement> placement,
            Optional<PixelSpacing> spacing,
            FrameResult result) {}

    private final String name;
    private int files;
    private int filesDone;
    private final List<Slice> slices = new ArrayList<>();
    private @Nullable NiftiGrid grid;
    private boolean incomplete;
    private boolean dicom;
    private BatchModels.@Nullable Chosen model;

    /** A volume with a name for its files below the output folder. */
    Volume(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** One more file belongs to it. */
    void expectFile() {
        files++;
    }

    /** Whether it is of several files. */
    boolean isOfSeveralFiles() {
        return files > 1;
    }

    /** Whether a file that is done was the last. */
    boolean isDoneAfterFile() {
        return ++filesDone == files;
    }

    /** Remembers the grid of the NIfTI file that the frames are of. */
    void liesAs(NiftiGrid known) {
        grid = known;
    }

    Optional<NiftiGrid> grid() {
        return Optional.ofNullable(grid);
    }

    /** Remembers the model that all its frames are segmented with. */
    void isSegmentedBy(BatchModels.Chosen chosen) {
        model = chosen;
    }

    /** The model; empty until a frame could be read. */
    Optional<BatchModels.Chosen> model() {
        return Optional.ofNullable(model);
    }

    void add(Slice slice) {
        slices.add(slice);
        dicom |= slice.source().isPresent();
    }

    List<Slice> slices() {
        return slices;
    }

    /** A frame or a file of it failed. */
    void misses() {
        incomplete = true;
    }

    boolean isIncomplete() {
        return incomplete;
    }

    boolean isDicom() {
        return dicom;
    }
}
