package org.medspike.engine.plan;

import org.medspike.engine.graph.Op;
import org.medspike.engine.graph.Value;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.Weights;
import org.medspike.tensor.Window;

/**
 * A convolution with the normalisation after it folded in, in double precision.
 *
 * @param input what is convolved
 * @param window how
 * @param kernel height and width of the kernel
 * @param in input channels of a group
 * @param out output channels
 * @param weights {@code [kernel][kernel][in][out]}
 * @param bias {@code [out]}
 */
record AffineConvolution(Value input, Window window, int kernel, int in, int out, double[] weights, double[] bias) {

    /** Whether a value is a convolution, normalised by running statistics or not at all. */
    static boolean is(Value value) {
        return value.op() instanceof Op.Conv2d
                || (value.op() instanceof Op.BatchNorm norm
                        && !norm.batchStatistics()
                        && value.input(0).op() instanceof Op.Conv2d);
    }

    static AffineConvolution of(Value value, Weights parameters) {
        boolean normalised = value.op() instanceof Op.BatchNorm;
        Value convolution = normalised ? value.input(0) : value;
        FloatTensor kernel = parameter(convolution.input(1), parameters);
        int out = kernel.shape().get(0);
        int in = kernel.shape().get(1);
        int size = kernel.shape().get(2);
        double[] weights = new double[kernel.values().length];
        for (int i = 0; i < weights.length; i++) {
            int n = i / (in * size * size);
            int c = i / (size * size) % in;
            int tap = i % (size * size);
            weights[(tap * in + c) * out + n] = kernel.values()[i];
        }
        double[] bias = new double[out];
        if (convolution.inputs().size() == 3) {
            float[] values = parameter(convolution.input(2), parameters).values();
            for (int n = 0; n < out; n++) {
                bias[n] = values[n];
            }
        }
        if (normalised) {
            fold(value, parameters, weights, bias);
        }
        Window window = ((Op.Conv2d) convolution.op()).window();
        return new AffineConvolution(convolution.input(0), window, size, in, out, weights, bias);
    }

    private static void fold(Value norm, Weights parameters, double[] weights, double[] bias) {
        float[] scale = parameter(norm.input(1), parameters).values();
        float[] shift = parameter(norm.input(2), parameters).values();
        float[] mean = parameter(norm.input(3), parameters).values();
        float[] variance = parameter(norm.input(4), parameters).values();
        for (int n = 0; n < bias.length; n++) {
            double factor = scale[n] / Math.sqrt(variance[n] + (double) NormStatistics.EPSILON);
            bias[n] = (bias[n] - mean[n]) * factor + shift[n];
            for (int i = n; i < weights.length; i += bias.length) {
                weights[i] *= factor;
            }
        }
    }

    private static FloatTensor parameter(Value value, Weights parameters) {
        if (value.op() instanceof Op.Parameter parameter) {
            return parameters.require(parameter.spec());
        }
        throw new IllegalArgumentException("a parameter is needed here, not " + value);
    }

    boolean isDepthWise() {
        return in == 1 && window.groups() == out && kernel == 3 && window.stride() == 1 && window.padding() == 1;
    }

    boolean isFull() {
        return window.groups() == 1;
    }

    boolean isPointWise() {
        return isFull() && kernel == 1 && window.stride() == 1 && window.padding() == 0;
    }
}
