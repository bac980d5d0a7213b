package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DenseRows;

/**
 * Tiles of 4 pixels by two vectors: 8 sums stay in registers, each weight that is loaded serves 4 pixels.
 *
 * <p>For vectors of 256 bits or less and 16 registers. One loop a method and no vector across methods: that is what the compiler keeps in registers.
 */
final class VectorDenseRows4 implements DenseRows {

    private static final int PANEL = 2 * LANES;
    private static final int ROWS = 4;

    @Override
    public void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] weights,
            int weightOffset,
            int panelStride,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels) {
        int whole = pixels - pixels % ROWS;
        for (int first = 0; first < channels; first += PANEL) {
            int panel = weightOffset + first / PANEL * panelStride;
            boolean pair = first + PANEL <= channels;
            for (int p = 0; p < whole; p += ROWS) {
                int source = inOffset + p * inStride;
                int target = outOffset + p * outStride + first;
                if (pair) {
                    tile(in, source, inStride, length, weights, panel, out, target, outStride);
                } else {
                    half(in, source, inStride, length, weights, panel, out, target, outStride);
                }
            }
            for (int p = whole; p < pixels; p++) {
                int source = inOffset + p * inStride;
                int target = outOffset + p * outStride + first;
                single(in, source, length, weights, panel, out, target, pair);
            }
        }
    }

    private static void tile(
            float[] in,
            int source,
            int inStride,
            int length,
            float[] weights,
            int panel,
            float[] out,
            int target,
            int outStride) {
        FloatVector s0a = FloatVector.fromArray(SPECIES, out, target);
        FloatVector s0b = FloatVector.fromArray(SPECIES, out, target + LANES);
        FloatVector s1a = FloatVector.fromArray(SPECIES, out, target + outStride);
        FloatVector s1b = FloatVector.fromArray(SPECIES, out, target + outStride + LANES);
        FloatVector s2a = FloatVector.fromArray(SPECIES, out, target + 2 * outStride);
        FloatVector s2b = FloatVector.fromArray(SPECIES, out, target + 2 * outStride + LANES);
        FloatVector s3a = FloatVector.fromArray(SPECIES, out, target + 3 * outStride);
        FloatVector s3b = FloatVector.fromArray(SPECIES, out, target + 3 * outStride + LANES);
        int in1 = source + inStride;
        int in2 = source + 2 * inStride;
        int in3 = source + 3 * inStride;
        int row = panel;
        for (int k = 0; k < length; k++) {
            FloatVector a = FloatVector.fromArray(SPECIES, weights, row);
            FloatVector b = FloatVector.fromArray(SPECIES, weights, row + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, in[source + k]);
            s0a = x0.fma(a, s0a);
            s0b = x0.fma(b, s0b);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[in1 + k]);
            s1a = x1.fma(a, s1a);
            s1b = x1.fma(b, s1b);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[in2 + k]);
            s2a = x2.fma(a, s2a);
            s2b = x2.fma(b, s2b);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[in3 + k]);
            s3a = x3.fma(a, s3a);
            s3b = x3.fma(b, s3b);
            row += PANEL;
        }
        s0a.intoArray(out, target);
        s0b.intoArray(out, target + LANES);
        s1a.intoArray(out, target + outStride);
        s1b.intoArray(out, target + outStride + LANES);
        s2a.intoArray(out, target + 2 * outStride);
        s2b.intoArray(out, target + 2 * outStride + LANES);
        s3a.intoArray(out, target + 3 * outStride);
        s3b.intoArray(out, target + 3 * outStride + LANES);
    }

    private static void half(
            float[] in,
            int source,
            int inStride,
            int length,
            float[] weights,
            int panel,
            float[] out,
            int target,
            int outStride) {
        FloatVector s0a = FloatVector.fromArray(SPECIES, out, target);
        FloatVector s1a = FloatVector.fromArray(SPECIES, out, target + outStride);
        FloatVector s2a = FloatVector.fromArray(SPECIES, out, target + 2 * outStride);
        FloatVector s3a = FloatVector.fromArray(SPECIES, out, target + 3 * outStride);
        int in1 = source + inStride;
        int in2 = source + 2 * inStride;
        int in3 = source + 3 * inStride;
        int row = panel;
        for (int k = 0; k < length; k++) {
            FloatVector a = FloatVector.fromArray(SPECIES, weights, row);
            FloatVector x0 = FloatVector.broadcast(SPECIES, in[source + k]);
            s0a = x0.fma(a, s0a);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[in1 + k]);
            s1a = x1.fma(a, s1a);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[in2 + k]);
            s2a = x2.fma(a, s2a);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[in3 + k]);
            s3a = x3.fma(a, s3a);
            row += PANEL;
        }
        s0a.intoArray(out, target);
        s1a.intoArray(out, target + outStride);
        s2a.intoArray(out, target + 2 * outStride);
        s3a.intoArray(out, target + 3 * outStride);
    }

    private static void single(
            float[] in, int source, int length, float[] weights, int panel, float[] out, int target, boolean pair) {
        FloatVector sa = FloatVector.fromArray(SPECIES, out, target);
        int row = panel;
        for (int k = 0; k < length; k++) {
            sa = FloatVector.broadcast(SPECIES, in[source + k]).fma(FloatVector.fromArray(SPECIES, weights, row), sa);
            row += PANEL;
        }
        sa.intoArray(out, target);
        if (pair) {
            FloatVector sb = FloatVector.fromArray(SPECIES, out, target + LANES);
            row = panel + LANES;
            for (int k = 0; k < length; k++) {
                sb = FloatVector.broadcast(SPECIES, in[source + k])
                        .fma(FloatVector.fromArray(SPECIES, weights, row), sb);
                row += PANEL;
            }
            sb.intoArray(out, target + LANES);
        }
    }
}
