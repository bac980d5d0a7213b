package org.medspike.export.nifti;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.medspike.export.FrameResult;
import org.medspike.imaging.nifti.NiftiGrid;
import org.medspike.storage.AtomicFile;

/**
 * Writes what was found in the frames of an image as a compressed NIfTI volume of bytes ({@code .nii.gz}).
 *
 * <p>A mask has 1 in the object and 0 outside and is marked as labels; a probability has 0 to 255 with the slope that leads to
 * 0 to 1. Frames are slices along k as they are stored, further volumes follow the first.
 */
public final class NiftiMask {

    /** NIfTI's code for voxels that are labels. */
    static final int LABELS = 1002;

    /** The voxel that stands for a probability of 1. */
    static final int CERTAIN = 255;

    private NiftiMask() {}

    /**
     * Writes or replaces a mask.
     *
     * @param frames as many as the grid has slices, in its order, each of its size
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, NiftiGrid grid, List<FrameResult> frames) throws IOException {
        write(file, grid, frames, HeaderBytes.of(grid, 1, LABELS), NiftiMask::labels);
    }

    /**
     * Writes or replaces a probability map; each frame must have one.
     *
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void writeProbability(Path file, NiftiGrid grid, List<FrameResult> frames) throws IOException {
        write(file, grid, frames, HeaderBytes.of(grid, 1.0 / CERTAIN, 0), FrameResult::probabilityBytes);
    }

    @FunctionalInterface
    private interface Voxels {
        byte[] of(FrameResult frame);
    }

    private static void write(Path file, NiftiGrid grid, List<FrameResult> frames, byte[] header, Voxels voxels)
            throws IOException {
        long slices = 1;
        for (int i = 2; i < grid.extents().length; i++) {
            slices *= grid.extents()[i];
        }
        if (slices != frames.size()) {
            throw new IllegalArgumentException(
                    "a grid of " + slices + " slices needs as many frames, not " + frames.size());
        }
        AtomicFile.write(file, out -> {
            GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
            compressed.write(header);
            for (FrameResult frame : frames) {
                compressed.write(voxels.of(frame));
            }
            compressed.finish();
        });
    }

    private static byte[] labels(FrameResult frame) {
        BitSet pixels = frame.mask().pixels();
        byte[] labels = new byte[frame.mask().width() * frame.mask().height()];
        for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
            labels[i] = 1;
        }
        return labels;
    }
}
