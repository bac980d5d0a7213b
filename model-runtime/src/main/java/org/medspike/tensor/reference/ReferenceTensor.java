package org.medspike.tensor.reference;

import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/**
 * A dense array of doubles with a shape, row-major; handed over, not copied.
 *
 * @param shape the extents
 * @param values the elements, last axis fastest
 */
public record ReferenceTensor(Shape shape, double[] values) {

    /** Refuses an array whose length is not that of the shape. */
    public ReferenceTensor {
        if (values.length != shape.elementCount()) {
            throw new IllegalArgumentException("shape " + shape + " does not have " + values.length + " values");
        }
    }

    /** The same numbers in double precision. */
    public static ReferenceTensor of(FloatTensor tensor) {
        double[] values = new double[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.values()[i];
        }
        return new ReferenceTensor(tensor.shape(), values);
    }

    /** The numbers rounded to single precision. */
    public FloatTensor toFloatTensor() {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return new FloatTensor(shape, rounded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReferenceTensor tensor
                && shape.equals(tensor.shape)
                && java.util.Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + java.util.Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "ReferenceTensor" + shape;
    }
}
