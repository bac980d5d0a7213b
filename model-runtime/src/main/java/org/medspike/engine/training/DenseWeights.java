package org.medspike.engine.training;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.work.Workers;

/**
 * The part of a convolution's kernel that belongs to one input, laid out for both directions, and the sums that its gradient
 * is made of, band by band.
 *
 * <p>The parameter has its output channels outermost, kernels have them innermost. From one to the other in shares of input
 * channels, some outputs at a time, so that what is read and written fills lines of the cache.
 */
final class DenseWeights {

    private static final int SHARES = 8;

    private final Context context;
    private final Parameter parameter;
    private final int first;
    private final int channels;
    private final int outputs;
    private final int size;
    private final int in;
    private final int out;
    private final boolean packsForward;
    private final DenseKernel forward;
    private final DenseKernel[] backward;
    private final PartialSums partial;
    private final int firstSum;
    private final Workers.Job taking = this::takeShare;
    private final Workers.Job packing = this::pack;
    private final Workers.Job adding = this::addShare;

    /**
     * A part.
     *
     * @param owner the convolution
     * @param parameter the whole kernel, {@code [out, in, size, size]}
     * @param first which of its input channels is the first of this input
     * @param firstSum where the sums of this input begin in a band
     * @param input the map of the input
     * @param size of the blocks, in pixels
     * @param packsForward whether the forward direction is a product of matrices
     */
    DenseWeights(
            Dense owner, Parameter parameter, int first, int firstSum, Grid input, int size, boolean packsForward) {
        context = owner.context;
        partial = owner.partial();
        this.parameter = parameter;
        this.first = first;
        this.firstSum = firstSum;
        this.size = size;
        this.packsForward = packsForward;
        channels = input.channels();
        outputs = owner.grid.channels();
        in = input.stride();
        out = owner.grid.stride();
        forward = new DenseKernel(context.kernels, size, in, out);
        backward = new DenseKernel[size];
        for (int i = 0; i < size; i++) {
            // Blocks do not overlap: each row of a block is a 1x1 convolution to all pixels of that row.
            backward[i] = new DenseKernel(context.kernels, 1, out, size * in);
        }
    }

    /** From the input to the output. */
    DenseKernel forward() {
        return forward;
    }

    /** From gradients by the output to those by the input, to one row of the blocks. */
    DenseKernel backward(int row) {
        return backward[row];
    }

    /** Takes the parameter as it is now. */
    void take() {
        context.run(SHARES, taking);
        context.run(1 + backward.length, packing);
    }

    /** The first input channel of a share. */
    private int begin(int share) {
        return share * channels / SHARES;
    }

    /** Where the taps of two channels lie in the parameter. */
    private int position(int n, int c) {
        return (n * parameter.spec().shape().get(1) + first + c) * size * size;
    }

    private void takeShare(int share, int worker) {
        for (int n = 0; n < outputs; n += Kernels.LANE_GROUP) {
            takeForward(n, Math.min(outputs, n + Kernels.LANE_GROUP), begin(share), begin(share + 1));
        }
        for (int n = 0; n < outputs; n++) {
            takeBackward(n, begin(share), begin(share + 1));
        }
    }

    private void takeForward(int from, int to, int begin, int end) {
        float[] values = parameter.values();
        float[] weights = forward.weights();
        for (int c = begin; c < end; c++) {
            for (int tap = 0; tap < size * size; tap++) {
                int row = Lines.START + (tap * in + c) * out;
                for (int n = from; n < to; n++) {
                    weights[row + n] = values[position(n, c) + tap];
                }
            }
        }
    }

    private void takeBackward(int n, int begin, int end) {
        float[] values = parameter.values();
        for (int tap = 0; tap < size * size; tap++) {
            float[] weights = backward[tap / size].weights();
            int row = Lines.START + (n * size + tap % size) * in;
            for (int c = begin; c < end; c++) {
                weights[row + c] = values[position(n, c) + tap];
            }
        }
    }

    private void pack(int which, int worker) {
        if (which > 0) {
            backward[which - 1].pack();
        } else if (packsForward) {
            forward.pack();
        } else {
            forward.takeForSpikes();
        }
    }

    /** Where the sums of a band begin, laid out as the weights of {@link #forward}. */
    int sums(int band) {
        return partial.offset(band) + firstSum;
    }

    /** Adds the sums of all bands, in their order, to the gradient of the parameter. */
    void addUp() {
        context.run(SHARES, adding);
    }

    private void addShare(int share, int worker) {
        float[] sums = partial.values();
        int begin = begin(share);
        int end = begin(share + 1);
        for (int tap = 0; tap < size * size; tap++) {
            int from = (tap * in + begin) * out;
            for (int band = 1; band < partial.bands(); band++) {
                context.kernels.rows().add(sums, sums(band) + from, 1f, sums, sums(0) + from, (end - begin) * out);
            }
        }
        for (int n = 0; n < outputs; n += Kernels.LANE_GROUP) {
            addTo(n, Math.min(outputs, n + Kernels.LANE_GROUP), begin, end);
        }
    }

    private void addTo(int from, int to, int begin, int end) {
        float[] sums = partial.values();
        float[] found = parameter.gradient();
        for (int c = begin; c < end; c++) {
            for (int tap = 0; tap < size * size; tap++) {
                int row = sums(0) + (tap * in + c) * out;
                for (int n = from; n < to; n++) {
                    found[position(n, c) + tap] += sums[row + n];
                }
            }
        }
    }
}
