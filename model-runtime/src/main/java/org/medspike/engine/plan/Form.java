package org.medspike.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.medspike.engine.stage.Stage;

/**
 * A linear form that is still being put together: addends and a bias, in double precision.
 *
 * @param addends what is added up
 * @param bias {@code [channels]}
 */
record Form(List<Addend> addends, double[] bias) {

    /** One addend. */
    sealed interface Addend {
        /** What it is made from. */
        Stage source();
    }

    /**
     * A convolution over all channels.
     *
     * @param weights {@code [kernel][kernel][in][out]}
     */
    record Convolved(Stage source, int kernel, int stride, int padding, int in, int out, double[] weights)
            implements Addend {

        /** This, then a 1x1 convolution. */
        Convolved then(double[] pointWise, int channels) {
            double[] composed = new double[kernel * kernel * in * channels];
            for (int row = 0; row < kernel * kernel * in; row++) {
                for (int m = 0; m < out; m++) {
                    double weight = weights[row * out + m];
                    for (int n = 0; n < channels; n++) {
                        composed[row * channels + n] += weight * pointWise[m * channels + n];
                    }
                }
            }
            return new Convolved(source, kernel, stride, padding, in, channels, composed);
        }
    }

    /** The source itself, times a factor. */
    record Itself(Stage source, double factor) implements Addend {}

    /** The source, enlarged by two. */
    record Enlarged(Stage source) implements Addend {}

    /** No addends and no bias. */
    static Form nothing(int channels) {
        return new Form(List.of(), new double[channels]);
    }

    /** Both together. */
    Form plus(Form other) {
        List<Addend> all = new ArrayList<>(addends);
        all.addAll(other.addends);
        double[] sum = bias.clone();
        for (int n = 0; n < sum.length; n++) {
            sum[n] += other.bias[n];
        }
        return new Form(all, sum);
    }

    /** Whether a 1x1 convolution after it costs nothing when it is multiplied into the addends. */
    boolean takesIn(int channels) {
        return addends.stream().allMatch(a -> a instanceof Convolved c && channels <= c.out());
    }

    /**
     * This, then a 1x1 convolution.
     *
     * @param pointWise {@code [channels of this][channels]}
     */
    Form then(double[] pointWise, int channels, double[] offset) {
        List<Addend> composed = new ArrayList<>();
        for (Addend addend : addends) {
            composed.add(((Convolved) addend).then(pointWise, channels));
        }
        double[] sum = offset.clone();
        for (int m = 0; m < bias.length; m++) {
            for (int n = 0; n < channels; n++) {
                sum[n] += bias[m] * pointWise[m * channels + n];
            }
        }
        return new Form(composed, sum);
    }
}
