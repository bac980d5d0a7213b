package org.medspike.export;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;
import org.medspike.imaging.nifti.NiftiGrid;

/**
 * Parallel frames at even steps, as one affine can say it; the steps may be oblique, as those of a tilted gantry are.
 *
 * @param order which frame comes first, second and so on along the normal
 * @param first where the first one lies
 * @param step from the centre of a pixel to that of the same pixel in the next frame
 */
public record FrameStack(List<Integer> order, Placement first, Vector3 step) {

    /** How far directions and sides may differ among frames of one stack. */
    private static final double SAME = 1e-3;

    /** How far a frame may lie from its even place, as a share of the step, and at least in millimetres. */
    private static final double EVEN = 0.01;

    /**
     * Finds the stack of some frames.
     *
     * @param thickness what a single frame has, in millimetres
     * @throws UnwritableException if they are not parallel, not alike or not evenly spaced
     */
    public static FrameStack of(List<Placement> frames, double thickness) throws UnwritableException {
        Placement any = frames.get(0);
        Vector3 normal = any.normal();
        if (frames.size() == 1) {
            return new FrameStack(List.of(0), any, normal.times(thickness));
        }
        for (Placement frame : frames) {
            if (!isAlike(any, frame)) {
                throw new UnwritableException("its slices are not parallel or have pixels of different size");
            }
        }
        List<Integer> order = IntStream.range(0, frames.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> frames.get(i).origin().dot(normal)))
                .toList();
        Placement first = frames.get(order.get(0));
        Vector3 last = frames.get(order.get(order.size() - 1)).origin();
        Vector3 step = last.minus(first.origin()).times(1.0 / (frames.size() - 1));
        double tolerance = Math.max(EVEN, EVEN * step.length());
        for (int k = 1; k < order.size(); k++) {
            Vector3 before = frames.get(order.get(k - 1)).origin();
            if (frames.get(order.get(k)).origin().minus(before).dot(normal) < EVEN) {
                throw new UnwritableException("two of its slices lie at the same place");
            }
        }
        for (int k = 0; k < order.size(); k++) {
            Vector3 even = first.origin().plus(step.times(k));
            double off = frames.get(order.get(k)).origin().minus(even).length();
            if (off > tolerance) {
                throw new UnwritableException(String.format(
                        Locale.ROOT,
                        "its slices are not evenly spaced: slice %d of %d lies %.2f mm from its place",
                        k + 1,
                        order.size(),
                        off));
            }
        }
        return new FrameStack(order, first, step);
    }

    private static boolean isAlike(Placement a, Placement b) {
        return a.alongRow().minus(b.alongRow()).length() < SAME
                && a.alongColumn().minus(b.alongColumn()).length() < SAME
                && Math.abs(a.spacing().rowMm() - b.spacing().rowMm())
                        < SAME * a.spacing().rowMm()
                && Math.abs(a.spacing().columnMm() - b.spacing().columnMm())
                        < SAME * a.spacing().columnMm();
    }

    /** The grid of the voxels. */
    public NiftiGrid grid(int columns, int rows) {
        return NiftiGrid.placed(
                columns,
                rows,
                order.size(),
                first.origin(),
                first.alongRow().times(first.spacing().columnMm()),
                first.alongColumn().times(first.spacing().rowMm()),
                step);
    }
}
