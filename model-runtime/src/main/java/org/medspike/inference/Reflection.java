package org.medspike.inference;

import java.util.List;
import org.medspike.imaging.Plane;
import org.medspike.tensor.FloatTensor;

/**
 * An image turned over along some of its axes. A network that is shown all four and whose answers are averaged errs less
 * than one that is shown the image alone.
 *
 * @param horizontal whether left and right are exchanged
 * @param vertical whether top and bottom are exchanged
 */
record Reflection(boolean horizontal, boolean vertical) {

    /** The image as it is. */
    static final List<Reflection> NONE = List.of(new Reflection(false, false));

    /** The image as it is and its three mirror images. */
    static final List<Reflection> ALL = List.of(
            new Reflection(false, false),
            new Reflection(true, false),
            new Reflection(false, true),
            new Reflection(true, true));

    private boolean isIdentity() {
        return !horizontal && !vertical;
    }

    /** The tensor turned over along its last two axes. */
    FloatTensor of(FloatTensor tensor) {
        if (isIdentity()) {
            return tensor;
        }
        return new FloatTensor(
                tensor.shape(),
                turned(tensor.values(), tensor.shape().get(-1), tensor.shape().get(-2)));
    }

    /** The plane turned over; twice gives it back. */
    Plane of(Plane plane) {
        return isIdentity()
                ? plane
                : new Plane(plane.width(), plane.height(), turned(plane.values(), plane.width(), plane.height()));
    }

    private float[] turned(float[] values, int width, int height) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            int x = i % width;
            int y = i / width % height;
            int from = (vertical ? height - 1 - y : y) * width + (horizontal ? width - 1 - x : x);
            result[i] = values[i / (width * height) * width * height + from];
        }
        return result;
    }
}
