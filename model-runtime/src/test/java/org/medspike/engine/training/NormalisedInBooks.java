package org.medspike.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.ParameterSpec.Role;

/**
 * A 1x1 convolution and the batch normalisation after it as they are written in books, one after the other and in double
 * precision, beside the parameters that the engine learns.
 */
final class NormalisedInBooks {

    private static final double EPSILON = 1e-5;

    private final int in;
    private final int out;
    private final float[] weights;
    private final float[] gamma;
    private final float[] beta;
    final Parameter kernel;
    final NormStatistics<Parameter> norm;
    private double[][] input = {};
    private double[][] convolved = {};
    private double[] mean = {};
    private double[] variance = {};

    NormalisedInBooks(Maps maps, int in, int out) {
        this.in = in;
        this.out = out;
        weights = maps.floats(out * in);
        gamma = maps.floats(out);
        beta = maps.floats(out);
        kernel = Maps.parameter(Role.KERNEL, weights, out, in, 1, 1);
        norm = new NormStatistics<>(
                Maps.parameter(Role.NORM_SCALE, gamma, out),
                Maps.parameter(Role.NORM_SHIFT, beta, out),
                Maps.parameter(Role.RUNNING_MEAN, new float[out], out),
                Maps.parameter(Role.RUNNING_VARIANCE, new float[out], out));
    }

    /** The output, of pixels by channels; the running statistics of the engine must have moved by these moments. */
    double[][] forward(double[][] pixels) {
        input = pixels;
        convolved = new double[pixels.length][out];
        mean = new double[out];
        variance = new double[out];
        double[][] output = new double[pixels.length][out];
        for (int o = 0; o < out; o++) {
            for (int p = 0; p < pixels.length; p++) {
                for (int i = 0; i < in; i++) {
                    convolved[p][o] += weights[o * in + i] * pixels[p][i];
                }
                mean[o] += convolved[p][o] / pixels.length;
            }
            for (double[] pixel : convolved) {
                variance[o] += (pixel[o] - mean[o]) * (pixel[o] - mean[o]) / pixels.length;
            }
            for (int p = 0; p < pixels.length; p++) {
                output[p][o] = gamma[o] * standard(p, o) + beta[o];
            }
            assertThat((double) norm.mean().values()[o]).isCloseTo(0.1 * mean[o], within(1e-6));
            assertThat((double) norm.variance().values()[o])
                    .isCloseTo(0.1 * variance[o] * pixels.length / (pixels.length - 1), within(1e-6));
        }
        return output;
    }

    private double deviation(int o) {
        return Math.sqrt(variance[o] + EPSILON);
    }

    private double standard(int p, int o) {
        return (convolved[p][o] - mean[o]) / deviation(o);
    }

    /** The gradient by the input; those of the engine's parameters must be what this one gives. */
    double[][] backward(double[][] gradient) {
        int n = input.length;
        double[][] byConvolved = new double[n][out];
        for (int o = 0; o < out; o++) {
            double sum = 0;
            double dot = 0;
            for (int p = 0; p < n; p++) {
                sum += gradient[p][o];
                dot += gradient[p][o] * standard(p, o);
            }
            assertThat((double) norm.shift().gradient()[o]).as("shift").isCloseTo(sum, within(1e-3));
            assertThat((double) norm.scale().gradient()[o]).as("scale").isCloseTo(dot, within(1e-3));
            for (int p = 0; p < n; p++) {
                byConvolved[p][o] = gamma[o] / deviation(o) * (gradient[p][o] - sum / n - standard(p, o) * dot / n);
            }
        }
        double[][] byInput = new double[n][in];
        for (int i = 0; i < in; i++) {
            for (int o = 0; o < out; o++) {
                double expected = 0;
                for (int p = 0; p < n; p++) {
                    expected += byConvolved[p][o] * input[p][i];
                    byInput[p][i] += byConvolved[p][o] * weights[o * in + i];
                }
                assertThat((double) kernel.gradient()[o * in + i]).as("kernel").isCloseTo(expected, within(2e-3));
            }
        }
        return byInput;
    }
}
