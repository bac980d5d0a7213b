package org.medspike.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * The extent of a tensor along each axis, outermost first; feature maps are {@code [batch, channels, height, width]}.
 *
 * @param dimensions extents, none negative; empty for a scalar
 */
public record Shape(List<Integer> dimensions) {

    /** Copies the list; refuses negative extents. */
    public Shape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.stream().anyMatch(d -> d < 0)) {
            throw new IllegalArgumentException("a shape has no negative extent: " + dimensions);
        }
    }

    /** The shape with these extents. */
    public static Shape of(int... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    /** Number of axes. */
    public int rank() {
        return dimensions.size();
    }

    /** Extent of an axis; a negative axis counts from the last, {@code -1}. */
    public int get(int axis) {
        return dimensions.get(axis < 0 ? rank() + axis : axis);
    }

    /** Number of elements; one for a scalar. */
    public long elementCount() {
        return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** This shape with one axis changed; a negative axis counts from the last. */
    public Shape with(int axis, int extent) {
        int[] changed = toArray();
        changed[axis < 0 ? rank() + axis : axis] = extent;
        return of(changed);
    }

    /**
     * The extents that an element-wise operation of two tensors gives: axes are aligned at the last one, and an extent of
     * one is repeated.
     *
     * @throws IllegalArgumentException if the two do not fit
     */
    public Shape broadcast(Shape other) {
        Shape longer = rank() >= other.rank() ? this : other;
        Shape shorter = longer == this ? other : this;
        Shape result = longer;
        for (int axis = -1; axis >= -shorter.rank(); axis--) {
            int a = longer.get(axis);
            int b = shorter.get(axis);
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException("shapes " + this + " and " + other + " do not broadcast");
            }
            result = result.with(axis, Math.max(a, b));
        }
        return result;
    }

    /** The extents as a fresh array. */
    public int[] toArray() {
        return dimensions.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The extents as a fresh array of long, as native libraries want them. */
    public long[] toLongArray() {
        return dimensions.stream().mapToLong(Integer::longValue).toArray();
    }

    @Override
    public String toString() {
        return dimensions.toString();
    }
}
