package org.medspike.tensor.cost;

import org.medspike.tensor.Shape;

/**
 * A tensor of which only the extents are known, and whether all its values are zero or one.
 *
 * @param shape the extents
 * @param spikes whether it came straight from a spike, so that a product with it is an addition where it fired
 */
public record CostTensor(Shape shape, boolean spikes) {

    /** A tensor of ordinary numbers. */
    public static CostTensor dense(Shape shape) {
        return new CostTensor(shape, false);
    }
}
