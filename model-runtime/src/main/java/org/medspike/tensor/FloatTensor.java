package org.medspike.tensor;

/**
 * A dense array of 32-bit floats with a shape, row-major.
 *
 * <p>The array is handed over, not copied: whoever makes a tensor no longer writes to it, whoever reads one does not
 * write at all.
 *
 * @param shape the extents
 * @param values the elements, last axis fastest
 */
public record FloatTensor(Shape shape, float[] values) {

    /** Refuses an array whose length is not that of the shape. */
    public FloatTensor {
        if (values.length != shape.elementCount()) {
            throw new IllegalArgumentException(
                    "shape " + shape + " needs " + shape.elementCount() + " values, not " + values.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTensor tensor
                && shape.equals(tensor.shape)
                && java.util.Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + java.util.Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FloatTensor" + shape;
    }
}
