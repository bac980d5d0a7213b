package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.Panels;
import org.medspike.engine.training.Buffers.Buffer;

/**
 * The map {@code R = Q (1 (1^T V))} of all interactions: in each head, the sum of a token's queries times the sum of all
 * values. A product with a matrix of as many rows as heads, so its rows are computed wherever they are read.
 */
final class AttendedSums extends Feature {

    private final KeyValues source;
    private final Tokens queries;
    private final int heads;
    private final int headWidth;
    private final int sumStride;
    private final float[][] packed;
    private final float[] spread;
    private final float[] spreadPacked;
    private final float[] zeros;
    private final float[][] sums;
    private final float[][] found;
    private final float[][] byHead;
    private final DenseKernel[] gathers;

    AttendedSums(KeyValues source, Tokens queries, int heads) {
        super(source.context, source.part, source.grid, List.of(source), false);
        this.source = source;
        this.queries = queries;
        this.heads = heads;
        headWidth = grid.channels() / heads;
        sumStride = Kernels.padded(heads);
        int panel = context.kernels.panel();
        int workers = context.workers();
        int packedSize = Panels.size(heads, grid.stride(), panel);
        packed = Lines.floats(grid.blocks(), packedSize);
        spread = new float[heads * grid.stride()];
        spreadPacked = Lines.floats(packedSize);
        zeros = new float[grid.stride()];
        for (int c = 0; c < grid.channels(); c++) {
            spread[c / headWidth * grid.stride() + c] = 1;
        }
        Panels.pack(spread, 0, heads, grid.stride(), panel, spreadPacked, Lines.START);
        sums = new float[workers][grid.width() * sumStride];
        found = new float[workers][grid.width() * sumStride];
        byHead = new float[workers][sumStride * grid.stride()];
        gathers = new DenseKernel[workers];
        for (int i = 0; i < workers; i++) {
            gathers[i] = new DenseKernel(context.kernels, 1, grid.stride(), sumStride);
        }
    }

    /** The sums of a block's values are there. */
    void take(int block, int worker, float[] valueSums) {
        float[] room = byHead[worker];
        for (int i = 0; i < spread.length; i++) {
            room[i] = spread[i] * valueSums[i % grid.stride()];
        }
        Panels.pack(room, 0, heads, grid.stride(), context.kernels.panel(), packed[block], Lines.START);
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        queries.sumHeads(worker, block, y, sums[worker], sumStride);
        add(sums[worker], packed[block], zeros, 0, 0, into, offset);
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        queries.sumHeads(worker, block, y, sums[worker], sumStride);
        add(sums[worker], packed[block], into, offset, grid.stride(), into, offset);
    }

    private void add(
            float[] ofHeads,
            float[] matrix,
            float[] start,
            int startOffset,
            int startStride,
            float[] into,
            int offset) {
        int panel = context.kernels.panel();
        context.kernels
                .dense()
                .add(
                        ofHeads,
                        0,
                        sumStride,
                        heads,
                        matrix,
                        Lines.START,
                        heads * panel,
                        start,
                        startOffset,
                        startStride,
                        into,
                        offset,
                        grid.stride(),
                        grid.width(),
                        grid.stride());
    }

    @Override
    void backward() {
        Buffer gradient = gradient();
        if (gradient != null) {
            source.takeGradientBySums(gradient);
        }
    }

    /** Hands the gradient of a block on to the queries, and adds that by the sums of its values. */
    void learn(
            int block,
            int worker,
            float[] gradient,
            float[] valueSums,
            float[] openedQueries,
            double[] valueSumGradient) {
        int stride = grid.stride();
        float[] outer = byHead[worker];
        Arrays.fill(outer, 0f);
        DenseKernel gather = gathers[worker];
        for (int c = 0; c < grid.channels(); c++) {
            gather.weights()[Lines.START + c * sumStride + c / headWidth] = valueSums[c];
        }
        gather.pack();
        float[] ofHeads = found[worker];
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            queries.sumHeads(worker, block, y, sums[worker], sumStride);
            context.kernels
                    .denseOuter()
                    .add(
                            sums[worker],
                            0,
                            sumStride,
                            sumStride,
                            gradient,
                            offset,
                            stride,
                            outer,
                            0,
                            grid.width(),
                            stride);
            gather.write(gradient, offset, 0, ofHeads, 0, sumStride, grid.width());
            add(ofHeads, spreadPacked, openedQueries, offset, stride, openedQueries, offset);
        }
        for (int c = 0; c < grid.channels(); c++) {
            valueSumGradient[c] += outer[c / headWidth * stride + c];
        }
    }
}
