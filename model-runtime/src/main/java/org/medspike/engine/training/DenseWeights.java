package org.medspike.engine.training;

import java.util.Arrays;
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
    private final int stride;
    private final int in;
    private final int out;
    private final boolean packsForward;
    private final DenseKernel forward;
    private final DenseKernel[] backward;
    private final int offsetOfPartial;
    private final Workers.Job taking = this::takeShare;
    private final Workers.Job packing = this::pack;
    private final Workers.Job clearing = this::clear;
    private final Workers.Job adding = this::addShare;
    private int bandsToAdd;

    /**
     * A part.
     *
     * @param parameter the whole kernel, {@code [out, in, size, size]}
     * @param first which of its input channels is the first of this input
     * @param input the map of the input
     * @param output the map of the convolution
     * @param packsForward whether the forward direction is a product of matrices
     */
    DenseWeights(
            Context context,
            Parameter parameter,
            int first,
            Grid input,
            Grid output,
            int size,
            int stride,
            boolean packsForward) {
        this.context = context;
        this.parameter = parameter;
        this.first = first;
        this.size = size;
        this.stride = stride;
        this.packsForward = packsForward;
        channels = input.channels();
        outputs = output.channels();
        in = input.stride();
        out = output.stride();
        int padding = stride == 1 ? size / 2 : 0;
        forward = new DenseKernel(context.kernels, size, stride, padding, in, out);
        backward = new DenseKernel[stride];
        for (int i = 0; i < stride; i++) {
            // Blocks do not overlap: each row of a block is a 1x1 convolution to all pixels of that row.
            backward[i] = stride == 1
                    ? new DenseKernel(context.kernels, size, 1, padding, out, in)
                    : new DenseKernel(context.kernels, 1, 1, 0, out, stride * in);
        }
        offsetOfPartial = first == 0 ? 0 : size * size * Kernels.padded(first) * out;
        context.reservePartial(offsetOfPartial + size * size * in * out);
    }

    /** From the input to the output. */
    DenseKernel forward() {
        return forward;
    }

    /** From gradients by the output to those by the input: one kernel, or with blocks one for each of their rows. */
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
            float[] weights = backward[stride == 1 ? 0 : tap / size].weights();
            int row = stride == 1 ? ((size * size - 1 - tap) * out + n) * in : n * stride * in + tap % size * in;
            row += Lines.START;
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

    /** All sums are zero from now on. */
    void clearSums() {
        context.run(Pass.BANDS, clearing);
    }

    private void clear(int band, int worker) {
        Arrays.fill(context.partial(), sums(band), sums(band) + size * size * in * out, 0f);
    }

    /** Where the sums of a band begin in {@link Context#partial}, laid out as the weights of {@link #forward}. */
    int sums(int band) {
        return context.partialOfBand(band) + offsetOfPartial;
    }

    /** Adds the sums of all bands, in their order, to the gradient of the parameter. */
    void addUp(int bands) {
        bandsToAdd = bands;
        context.run(SHARES, adding);
    }

    private void addShare(int share, int worker) {
        float[] partial = context.partial();
        int begin = begin(share);
        int end = begin(share + 1);
        for (int tap = 0; tap < size * size; tap++) {
            int from = (tap * in + begin) * out;
            for (int band = 1; band < bandsToAdd; band++) {
                context.kernels
                        .rows()
                        .add(partial, sums(band) + from, 1f, partial, sums(0) + from, (end - begin) * out);
            }
        }
        for (int n = 0; n < outputs; n += Kernels.LANE_GROUP) {
            addTo(n, Math.min(outputs, n + Kernels.LANE_GROUP), begin, end);
        }
    }

    private void addTo(int from, int to, int begin, int end) {
        float[] partial = context.partial();
        float[] found = parameter.gradient();
        for (int c = begin; c < end; c++) {
            for (int tap = 0; tap < size * size; tap++) {
                int row = sums(0) + (tap * in + c) * out;
                for (int n = from; n < to; n++) {
                    found[position(n, c) + tap] += partial[row + n];
                }
            }
        }
    }
}
