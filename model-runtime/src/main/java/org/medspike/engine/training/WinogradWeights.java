package org.medspike.engine.training;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.WinogradKernel;
import org.medspike.engine.kernel.WinogradRows;
import org.medspike.engine.work.Workers;

/**
 * The kernel of a 3x3 convolution as a matrix for each plane of {@link WinogradRows}, in both directions, and the sums that
 * its gradient is made of, band by band.
 *
 * <p>The parameter has its output channels outermost, matrices have them innermost. From one to the other in shares of input
 * channels, some outputs at a time, so that what is read and written fills lines of the cache.
 */
final class WinogradWeights {

    private static final int SHARES = 8;
    private static final int GROUP = Kernels.LANE_GROUP;

    private final Context context;
    private final Parameter parameter;
    private final int channels;
    private final int outputs;
    private final int in;
    private final int out;
    private final DenseKernel[] forward = new DenseKernel[WinogradRows.PLANES];
    private final DenseKernel[] backward = new DenseKernel[WinogradRows.PLANES];
    private final PartialSums partial;
    private final float[][] taps;
    private final float[][] planes;
    private final Workers.Job taking = this::takeShare;
    private final Workers.Job packing = this::pack;
    private final Workers.Job adding = this::addShare;

    /**
     * A kernel.
     *
     * @param parameter {@code [out, in, 3, 3]}
     * @param bands of the pass that adds to its sums
     */
    WinogradWeights(Context context, Parameter parameter, Grid input, Grid output, int bands) {
        this.context = context;
        this.parameter = parameter;
        channels = input.channels();
        outputs = output.channels();
        in = input.stride();
        out = output.stride();
        for (int plane = 0; plane < WinogradRows.PLANES; plane++) {
            forward[plane] = new DenseKernel(context.kernels, 1, in, out);
            backward[plane] = new DenseKernel(context.kernels, 1, out, in);
        }
        partial = new PartialSums(context, WinogradRows.PLANES * in * out, bands);
        taps = new float[context.workers()][WinogradKernel.TAPS * GROUP];
        planes = new float[context.workers()][WinogradRows.PLANES * GROUP];
    }

    /** From a plane of the input to that of the output. */
    DenseKernel forward(int plane) {
        return forward[plane];
    }

    /** From a plane of the output's gradient to that of the input's. */
    DenseKernel backward(int plane) {
        return backward[plane];
    }

    /** The sums of all bands. */
    PartialSums partial() {
        return partial;
    }

    /** Where the sums of a plane begin in a band, laid out as the weights of {@link #forward}. */
    int sums(int band, int plane) {
        return partial.offset(band) + plane * in * out;
    }

    /** Takes the parameter as it is now. */
    void take() {
        context.run(SHARES, taking);
        context.run(2 * WinogradRows.PLANES, packing);
    }

    /** The first input channel of a share. */
    private int begin(int share) {
        return share * channels / SHARES;
    }

    /** Where the taps of two channels lie in the parameter. */
    private int position(int n, int c) {
        return (n * channels + c) * WinogradKernel.TAPS;
    }

    private void takeShare(int share, int worker) {
        float[] values = parameter.values();
        for (int first = 0; first < outputs; first += GROUP) {
            int count = Math.min(GROUP, outputs - first);
            for (int c = begin(share); c < begin(share + 1); c++) {
                for (int n = 0; n < count; n++) {
                    for (int tap = 0; tap < WinogradKernel.TAPS; tap++) {
                        taps[worker][tap * GROUP + n] = values[position(first + n, c) + tap];
                    }
                }
                WinogradKernel.spread(taps[worker], planes[worker], GROUP, count);
                takePlanes(planes[worker], c, first, count);
            }
        }
    }

    private void takePlanes(float[] found, int c, int first, int count) {
        for (int plane = 0; plane < WinogradRows.PLANES; plane++) {
            System.arraycopy(found, plane * GROUP, forward[plane].weights(), Lines.START + c * out + first, count);
            float[] turned = backward[WinogradKernel.turned(plane)].weights();
            for (int n = 0; n < count; n++) {
                turned[Lines.START + (first + n) * in + c] = found[plane * GROUP + n];
            }
        }
    }

    private void pack(int which, int worker) {
        (which < WinogradRows.PLANES ? forward[which] : backward[which - WinogradRows.PLANES]).pack();
    }

    /** Adds the sums of all bands, in their order, to the gradient of the parameter. */
    void addUp() {
        context.run(SHARES, adding);
    }

    private void addShare(int share, int worker) {
        float[] sums = partial.values();
        int begin = begin(share);
        int end = begin(share + 1);
        for (int plane = 0; plane < WinogradRows.PLANES; plane++) {
            int into = sums(0, plane) + begin * out;
            for (int band = 1; band < partial.bands(); band++) {
                context.kernels.rows().add(sums, sums(band, plane) + begin * out, 1f, sums, into, (end - begin) * out);
            }
        }
        float[] found = parameter.gradient();
        for (int first = 0; first < outputs; first += GROUP) {
            int count = Math.min(GROUP, outputs - first);
            for (int c = begin; c < end; c++) {
                WinogradKernel.collect(sums, sums(0, 0) + c * out + first, in * out, taps[worker], GROUP, count);
                for (int n = 0; n < count; n++) {
                    for (int tap = 0; tap < WinogradKernel.TAPS; tap++) {
                        found[position(first + n, c) + tap] += taps[worker][tap * GROUP + n];
                    }
                }
            }
        }
    }
}
