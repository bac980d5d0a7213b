package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.kernel.Lines;
import org.medspike.tensor.NormStatistics;

/**
 * A 1x1 convolution of spikes and the batch normalisation after it, as one: its rows are computed wherever they are read, and
 * the map between the two never.
 *
 * <p>With W the kernel, s the spikes of a pixel and S the sum of s sᵀ over all pixels, the moments of W s are those of s seen
 * through W. Backward, with g the gradient and R the sum of s gᵀ: the sum of g · (W s) is that of W and R; and as the gradient
 * by W s is a g + b W s + c, with a factor of each channel, that by the kernel follows from R and S, and that by the spikes is
 * {@code (Wᵀ a) g + (Wᵀ b W) s + Wᵀ c}.
 */
final class NormalisedSpikes extends Feature {

    private final Fire source;
    private final Parameter kernel;
    private final NormChannels affine;
    private final SpikePairs pairs;
    private final int inputs;
    private final int in;
    private final int out;
    private final double[] weights;
    private final double[] byOutput;
    private final double[] seenPairs;
    private final double[] outer;
    private final double[] sums;
    private final double[] toSpikes;
    private final DenseKernel forward;
    private final DenseKernel fromGradient;
    private final DenseKernel fromSpikes;
    private final double[] constants;
    private final double[] seenThrough;
    private final float[] constant;
    private final float[] ones;
    private final float[] zeros;
    private final double[] gradientSums;
    private final float[][] room;
    private final Pass comparing;
    private final PartialSums partial;
    private final Pass handing;
    private float[] opened = new float[0];

    NormalisedSpikes(
            Context context,
            String part,
            Grid grid,
            Fire source,
            Parameter kernel,
            NormStatistics<Parameter> parameters) {
        super(context, part, grid, List.of(source), kernel.learned() || NormChannels.learns(parameters));
        this.source = source;
        this.kernel = kernel;
        affine = new NormChannels(grid, parameters, true);
        pairs = new SpikePairs(source);
        inputs = source.grid.channels();
        in = source.grid.stride();
        out = grid.stride();
        weights = new double[in * out];
        byOutput = new double[out * in];
        seenPairs = new double[in * out];
        outer = new double[in * out];
        sums = new double[out];
        toSpikes = new double[out * in];
        forward = new DenseKernel(context.kernels, 1, in, out);
        fromGradient = new DenseKernel(context.kernels, 1, out, in);
        fromSpikes = new DenseKernel(context.kernels, 1, in, in);
        constants = new double[in];
        seenThrough = new double[in];
        constant = new float[in];
        ones = new float[Math.max(in, out)];
        Arrays.fill(ones, 1f);
        zeros = new float[out];
        gradientSums = new double[Pass.BANDS * 2 * out];
        room = new float[context.workers()][2 * out];
        comparing = pass(this::compare);
        handing = pass(this::hand);
        partial = new PartialSums(context, in * out, comparing.bands());
    }

    @Override
    void forward() {
        pairs.count();
        Arrays.fill(seenPairs, 0);
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < grid.channels(); o++) {
                weights[i * out + o] = kernel.values()[o * inputs + i];
                byOutput[o * in + i] = weights[i * out + o];
            }
        }
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < inputs; j++) {
                addScaled(weights, j * out, pairs.together(i, j), seenPairs, i * out, out);
            }
        }
        for (int o = 0; o < grid.channels(); o++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < inputs; i++) {
                sum += weights[i * out + o] * pairs.together(i, i);
                squares += weights[i * out + o] * seenPairs[i * out + o];
            }
            double centre = sum / grid.pixels();
            affine.takeBatch(o, centre, Math.max(0, squares / grid.pixels() - centre * centre));
        }
        float[] normalised = forward.weights();
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < grid.channels(); o++) {
                normalised[Lines.START + i * out + o] = (float) weights[i * out + o] * affine.factor[o];
            }
        }
        forward.takeForSpikes();
    }

    private static void addScaled(double[] row, int from, double factor, double[] into, int offset, int count) {
        for (int n = 0; n < count; n++) {
            into[offset + n] += factor * row[from + n];
        }
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        source.multiply(worker, block, y, forward.matrix(), affine.shift, 0, 0, into, offset);
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        sumRow(worker, block, y, into, offset, into, offset);
    }

    @Override
    void sumRow(int worker, int block, int y, float[] start, int startOffset, float[] into, int offset) {
        context.kernels.norm().affine(start, startOffset, ones, affine.shift, into, offset, grid.width(), out);
        source.multiply(worker, block, y, forward.matrix(), into, offset, out, into, offset);
    }

    @Override
    void backward() {
        Arrays.fill(gradientSums, 0);
        partial.clear();
        context.run(comparing);
        Arrays.fill(outer, 0);
        Arrays.fill(sums, 0);
        for (int band = 0; band < comparing.bands(); band++) {
            partial.addTo(outer, band, 0);
            for (int o = 0; o < grid.channels(); o++) {
                sums[o] += gradientSums[band * 2 * out + o];
            }
        }
        learn(outer, sums);
        if (source.learns()) {
            for (int i = 0; i < toSpikes.length; i++) {
                fromGradient.weights()[Lines.START + i] = (float) toSpikes[i];
            }
            fromGradient.pack();
            open();
            context.run(handing);
            close();
        }
    }

    /**
     * Keeps the gradients of the parameters, and finds what that by the spikes is made of.
     *
     * @param products R, {@code [in][out]}
     * @param gradients their sums over all pixels, {@code [out]}
     */
    void learn(double[] products, double[] gradients) {
        for (int o = 0; o < grid.channels(); o++) {
            double dot = -affine.mean[o] * gradients[o];
            for (int i = 0; i < inputs; i++) {
                dot += weights[i * out + o] * products[i * out + o];
            }
            affine.learn(o, gradients[o], dot);
        }
        if (kernel.learned()) {
            learnKernel(products);
        }
        if (source.learns()) {
            takeMatrices();
        }
    }

    /** R, and the sums of the gradient. */
    private void compare(int worker, int band, int image, int y) {
        partial.open(band);
        for (int block = image; block < grid.blocks(); block += context.images) {
            int offset = grid.offset(block, y);
            source.addOuter(worker, block, y, gradientValues(), offset, out, partial.values(), partial.offset(band));
            context.kernels
                    .norm()
                    .moments(
                            gradientValues(),
                            offset,
                            zeros,
                            grid.width(),
                            out,
                            gradientSums,
                            band * 2 * out,
                            room[worker]);
        }
    }

    private void learnKernel(double[] products) {
        float[] found = kernel.gradient();
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < grid.channels(); o++) {
                found[o * inputs + i] += (float) (affine.gradientFactor[o] * products[i * out + o]
                        + affine.sourceFactor[o] * seenPairs[i * out + o]
                        + affine.gradientShift[o] * pairs.together(i, i));
            }
        }
    }

    private void takeMatrices() {
        float[] bySpikes = fromSpikes.weights();
        Arrays.fill(constants, 0);
        Arrays.fill(toSpikes, 0);
        for (int o = 0; o < grid.channels(); o++) {
            addScaled(byOutput, o * in, affine.gradientFactor[o], toSpikes, o * in, in);
            addScaled(byOutput, o * in, affine.gradientShift[o], constants, 0, in);
        }
        for (int j = 0; j < inputs; j++) {
            Arrays.fill(seenThrough, 0);
            for (int o = 0; o < grid.channels(); o++) {
                addScaled(byOutput, o * in, weights[j * out + o] * affine.sourceFactor[o], seenThrough, 0, in);
            }
            for (int i = 0; i < inputs; i++) {
                bySpikes[Lines.START + j * in + i] = (float) seenThrough[i];
            }
        }
        for (int i = 0; i < inputs; i++) {
            constant[i] = (float) constants[i];
        }
        fromSpikes.takeForSpikes();
    }

    /** The neurons that are convolved. */
    Fire source() {
        return source;
    }

    /** The weight from a neuron to an output, with the factor of the normalisation. */
    double factor(int i, int o) {
        return weights[i * out + o] * affine.factor[o];
    }

    /** What the normalisation adds to an output. */
    float shift(int o) {
        return affine.shift[o];
    }

    /** {@code Wᵀ a}, {@code [out][in]}: from the gradient to its share in that by the spikes. */
    double[] toSpikes() {
        return toSpikes;
    }

    /** Opens the gradient by the spikes for {@link #hand}. */
    void open() {
        opened = source.openGradient();
    }

    /** All rows are handed on. */
    void close() {
        source.closeGradient();
    }

    private void hand(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            hand(worker, block, y, fromGradient, gradientValues(), grid.offset(block, y));
        }
    }

    /**
     * Hands the gradient of a row on to the spikes.
     *
     * @param matrix from a gradient to its share in that by the spikes
     * @param gradient from pixel to pixel what the matrix takes
     */
    void hand(int worker, int block, int y, DenseKernel matrix, float[] gradient, int offset) {
        int width = grid.width();
        int target = source.grid.offset(block, y);
        if (source.isFresh()) {
            source.multiply(worker, block, y, fromSpikes.matrix(), constant, 0, 0, opened, target);
        } else {
            context.kernels.norm().affine(opened, target, ones, constant, opened, target, width, in);
            source.multiply(worker, block, y, fromSpikes.matrix(), opened, target, in, opened, target);
        }
        matrix.add(gradient, offset, 0, opened, target, in, width);
    }
}
