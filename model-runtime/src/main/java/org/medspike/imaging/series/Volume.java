package org.medspike.imaging.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Samples;
import org.medspike.imaging.Vector3;

/**
 * An even, straight stack of grey slices, to be looked at along the three planes.
 *
 * <p>Immutable and thread safe. It holds all stored samples of the series, so it is made only where they fit into memory. The
 * planes have a pixel for a voxel; nothing is interpolated, values stay those of the file, and a plane's spacing says how high
 * and wide its pixels are to be drawn.
 */
public final class Volume {

    private final List<Frame> slices;
    private final Placement first;
    private final double[] sidesMm;
    private final int[] extents;
    private final VoxelAxes axes;

    private Volume(List<Frame> slices, Placement first, double distanceMm) {
        this.slices = List.copyOf(slices);
        this.first = first;
        Frame frame = slices.get(0);
        extents = new int[] {frame.width(), frame.height(), slices.size()};
        sidesMm = new double[] {first.spacing().columnMm(), first.spacing().rowMm(), distanceMm};
        axes = new VoxelAxes(first.alongRow(), first.alongColumn(), first.normal());
    }

    /**
     * Reads all slices of a series.
     *
     * @return empty where {@code progress} asked to stop
     * @throws ImageReadException if the slices do not fill space evenly, are no grey images of one scale, cannot be decoded, or
     *     do not fit into memory
     */
    public static Optional<Volume> read(Series series, SliceStore store, Progress progress) throws ImageReadException {
        StackGeometry geometry = series.geometry();
        if (geometry.noPlanes().isPresent()) {
            throw ImageReadException.unsupported(
                    "other planes cannot be cut: " + geometry.noPlanes().get());
        }
        Slice shape = series.slices().get(0);
        int count = series.slices().size();
        List<Frame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (!progress.next(i, count)) {
                return Optional.empty();
            }
            Frame frame = store.read(series.slices().get(i));
            if (i == 0) {
                requireRoom(frame, count);
            }
            requireAlike(frames.isEmpty() ? frame : frames.get(0), frame);
            frames.add(frame);
        }
        return Optional.of(new Volume(
                frames, shape.placement().orElseThrow(), geometry.distanceMm().orElseThrow()));
    }

    private static void requireRoom(Frame frame, int count) throws ImageReadException {
        long bytes = SliceStore.sizeOf(frame) * count;
        // As much again stays free for the slices and maps that are looked at beside it.
        MemoryBudget.require(
                2 * bytes, "the volume of " + frame.width() + " x " + frame.height() + " x " + count + " voxels");
    }

    private static void requireAlike(Frame first, Frame frame) throws ImageReadException {
        if (!frame.photometric().isGrey()) {
            throw ImageReadException.unsupported("other planes are cut through grey slices only; these are "
                    + frame.photometric().label());
        }
        boolean alike = frame.photometric() == first.photometric()
                && frame.width() == first.width()
                && frame.height() == first.height()
                && frame.bitsStored() == first.bitsStored()
                && frame.samples().getClass() == first.samples().getClass()
                && frame.samples().signed() == first.samples().signed()
                && measures(frame).equals(measures(first));
        if (!alike) {
            throw ImageReadException.unsupported(
                    "other planes cannot be cut: the slices do not share one scale from stored values to measures");
        }
    }

    private static GreyScale measures(Frame frame) {
        return frame.greyScale().withWindow(Optional.empty());
    }

    /** How many planes there are in a direction. */
    public int count(AnatomicalPlane plane) {
        return extents[axes.voxelAxis(plane.through())];
    }

    /**
     * A plane as it is looked at, upright; with the window of the first slice.
     *
     * @param index from zero: from foot to head, from front to back, from right to left
     */
    public Frame plane(AnatomicalPlane plane, int index) {
        int across = axes.voxelAxis(plane.across());
        int down = axes.voxelAxis(plane.down());
        int width = extents[across];
        int height = extents[down];
        int[] voxel = new int[3];
        voxel[axes.voxelAxis(plane.through())] = at(plane.through(), index, true);
        int[] sources = new int[width * height];
        int[] levels = new int[width * height];
        for (int y = 0; y < height; y++) {
            voxel[down] = at(plane.down(), y, plane.isDownward());
            for (int x = 0; x < width; x++) {
                voxel[across] = at(plane.across(), x, true);
                levels[y * width + x] = voxel[2];
                sources[y * width + x] = voxel[1] * extents[0] + voxel[0];
            }
        }
        Frame like = slices.get(0);
        return new Frame(
                width,
                height,
                like.photometric(),
                like.bitsStored(),
                Orientation.UPRIGHT,
                gathered(levels, sources),
                like.greyScale(),
                Optional.of(spacing(across, down)));
    }

    /** Samples of the kind that the slices have, picked from all of them. */
    private Samples gathered(int[] levels, int[] sources) {
        Samples kind = slices.get(0).samples();
        int count = sources.length;
        if (kind instanceof Samples.Bytes) {
            byte[] values = new byte[count];
            for (int i = 0; i < count; i++) {
                values[i] = (byte) samples(levels[i]).get(sources[i]);
            }
            return new Samples.Bytes(values);
        }
        if (kind instanceof Samples.Floats) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) samples(levels[i]).value(sources[i]);
            }
            return new Samples.Floats(values);
        }
        if (kind instanceof Samples.Ints ints) {
            int[] values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = samples(levels[i]).get(sources[i]);
            }
            return new Samples.Ints(values, ints.signed());
        }
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) samples(levels[i]).get(sources[i]);
        }
        return kind.signed() ? new Samples.SignedShorts(values) : new Samples.Shorts(values);
    }

    private Samples samples(int slice) {
        return slices.get(slice).samples();
    }

    private PixelSpacing spacing(int across, int down) {
        return new PixelSpacing(sidesMm[down], sidesMm[across]);
    }

    /** Index along a voxel axis of the n-th pixel that is counted along or against an axis of the patient. */
    private int at(int patientAxis, int n, boolean along) {
        boolean reversed = axes.runsAgainst(patientAxis) == along;
        return reversed ? extents[axes.voxelAxis(patientAxis)] - 1 - n : n;
    }

    /** Where the pixels of a plane lie in the patient. */
    public Placement placement(AnatomicalPlane plane, int index) {
        double[] origin = new double[3];
        origin[axes.voxelAxis(plane.through())] = at(plane.through(), index, true);
        origin[axes.voxelAxis(plane.across())] = at(plane.across(), 0, true);
        origin[axes.voxelAxis(plane.down())] = at(plane.down(), 0, plane.isDownward());
        Vector3[] directions = {first.alongRow(), first.alongColumn(), first.normal()};
        Vector3 corner = first.origin();
        for (int axis = 0; axis < 3; axis++) {
            corner = corner.plus(directions[axis].times(origin[axis] * sidesMm[axis]));
        }
        int across = axes.voxelAxis(plane.across());
        int down = axes.voxelAxis(plane.down());
        return new Placement(
                corner,
                directions[across].times(axes.runsAgainst(plane.across()) ? -1 : 1),
                directions[down].times(axes.runsAgainst(plane.down()) == plane.isDownward() ? -1 : 1),
                spacing(across, down));
    }
}
