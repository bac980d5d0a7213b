package org.medspike.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.PixelSpacing;
import org.medspike.mask.Mask;

/**
 * How far the outlines of two masks lie apart.
 *
 * <p>The outline is made of the object's pixels that have one of their four neighbours outside the object, or lie on
 * the image's border; distances are between centres of pixels. This is the definition of MONAI ({@code
 * compute_hausdorff_distance(percentile=95)}) and of {@code mask & ~scipy.ndimage.binary_erosion(mask)}.
 */
public final class SurfaceDistance {

    private static final double PERCENTILE_95 = 0.95;

    private SurfaceDistance() {}

    /**
     * The Hausdorff distance at the 95th percentile (HD95): of the distances from each outline pixel of one mask to the
     * outline of the other the 95th percentile (linear interpolation), and of the two directions the larger one.
     *
     * @param spacing size of a pixel; without it the unit is px
     * @return in millimetres or px; 0 where both masks are empty, undefined where exactly one is
     * @throws IllegalArgumentException if the masks are of different sizes
     */
    public static OptionalDouble hd95(Mask predicted, Mask truth, Optional<PixelSpacing> spacing) {
        Confusion.requireSameSize(predicted, truth);
        if (predicted.isEmpty() || truth.isEmpty()) {
            return predicted.isEmpty() && truth.isEmpty() ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
        Box box = Box.around(predicted).and(Box.around(truth));
        BitSet first = outline(predicted, box);
        BitSet second = outline(truth, box);
        return OptionalDouble.of(
                Math.max(directed(first, second, box, spacing), directed(second, first, box, spacing)));
    }

    private static double directed(BitSet from, BitSet to, Box box, Optional<PixelSpacing> spacing) {
        double[] squared = DistanceTransform.squared(
                to,
                box.width(),
                box.height(),
                spacing.map(PixelSpacing::rowMm).orElse(1.0),
                spacing.map(PixelSpacing::columnMm).orElse(1.0));
        double[] distances = from.stream().mapToDouble(i -> squared[i]).toArray();
        Arrays.sort(distances);
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.sqrt(distances[i]);
        }
        return Quantile.of(distances, PERCENTILE_95);
    }

    /** The outline's pixels, counted within the box. */
    private static BitSet outline(Mask mask, Box box) {
        BitSet outline = new BitSet(box.width() * box.height());
        BitSet object = mask.pixels();
        for (int i = object.nextSetBit(0); i >= 0; i = object.nextSetBit(i + 1)) {
            int x = i % mask.width();
            int y = i / mask.width();
            boolean inside = mask.contains(x - 1, y)
                    && mask.contains(x + 1, y)
                    && mask.contains(x, y - 1)
                    && mask.contains(x, y + 1);
            if (!inside) {
                outline.set((y - box.top()) * box.width() + x - box.left());
            }
        }
        return outline;
    }

    /** A part of an image, in pixels; the ends belong to it. */
    private record Box(int left, int top, int right, int bottom) {

        /** The smallest box around an object. */
        static Box around(Mask mask) {
            BitSet object = mask.pixels();
            int left = Integer.MAX_VALUE;
            int right = 0;
            int top = object.nextSetBit(0) / mask.width();
            int bottom = (object.length() - 1) / mask.width();
            for (int y = top; y <= bottom; y++) {
                int begin = y * mask.width();
                int first = object.nextSetBit(begin) - begin;
                int last = object.previousSetBit(begin + mask.width() - 1) - begin;
                if (last >= 0) {
                    left = Math.min(left, first);
                    right = Math.max(right, last);
                }
            }
            return new Box(left, top, right, bottom);
        }

        Box and(Box other) {
            return new Box(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }

        int width() {
            return right - left + 1;
        }

        int height() {
            return bottom - top + 1;
        }
    }
}
