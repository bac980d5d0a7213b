package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DenseRows;

/**
 * Tiles of 8 pixels by two vectors: 16 sums stay in registers, each weight that is loaded serves 8 pixels.
 *
 * <p>For vectors of 512 bits and more registers. One loop a method and no vector across methods: that is what the compiler keeps
 * in registers. Weights are found by the loop's own variable: a second one beside it went through vector registers, at half
 * the speed.
 */
final class VectorDenseRows8 implements DenseRows {

    private static final int PANEL = 2 * LANES;
    private static final int ROWS = 8;
    private static final int FEW = 4;

    @Override
    public void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] weights,
            int weightOffset,
            int panelStride,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels) {
        int whole = pixels - pixels % ROWS;
        for (int first = 0; first < channels; first += PANEL) {
            int panel = weightOffset + first / PANEL * panelStride;
            boolean pair = first + PANEL <= channels;
            int source = inOffset;
            int from = startOffset + first;
            int target = outOffset + first;
            for (int p = 0; p < whole; p += ROWS) {
                if (pair) {
                    tile(
                            in,
                            source,
                            inStride,
                            length,
                            weights,
                            panel,
                            start,
                            from,
                            startStride,
                            out,
                            target,
                            outStride);
                } else {
                    half(
                            in,
                            source,
                            inStride,
                            length,
                            weights,
                            panel,
                            start,
                            from,
                            startStride,
                            out,
                            target,
                            outStride);
                }
                source += ROWS * inStride;
                from += ROWS * startStride;
                target += ROWS * outStride;
            }
            int rest = pixels - whole;
            if (pair && rest >= FEW) {
                four(in, source, inStride, length, weights, panel, start, from, startStride, out, target, outStride);
                source += FEW * inStride;
                from += FEW * startStride;
                target += FEW * outStride;
                rest -= FEW;
            }
            for (; rest > 0; rest--) {
                single(in, source, length, weights, panel, start, from, out, target, pair);
                source += inStride;
                from += startStride;
                target += outStride;
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
            float[] start,
            int from,
            int startStride,
            float[] out,
            int target,
            int outStride) {
        FloatVector s0a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, from + startStride);
        FloatVector s1b = FloatVector.fromArray(SPECIES, start, from + startStride + LANES);
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, from + 2 * startStride);
        FloatVector s2b = FloatVector.fromArray(SPECIES, start, from + 2 * startStride + LANES);
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, from + 3 * startStride);
        FloatVector s3b = FloatVector.fromArray(SPECIES, start, from + 3 * startStride + LANES);
        FloatVector s4a = FloatVector.fromArray(SPECIES, start, from + 4 * startStride);
        FloatVector s4b = FloatVector.fromArray(SPECIES, start, from + 4 * startStride + LANES);
        FloatVector s5a = FloatVector.fromArray(SPECIES, start, from + 5 * startStride);
        FloatVector s5b = FloatVector.fromArray(SPECIES, start, from + 5 * startStride + LANES);
        FloatVector s6a = FloatVector.fromArray(SPECIES, start, from + 6 * startStride);
        FloatVector s6b = FloatVector.fromArray(SPECIES, start, from + 6 * startStride + LANES);
        FloatVector s7a = FloatVector.fromArray(SPECIES, start, from + 7 * startStride);
        FloatVector s7b = FloatVector.fromArray(SPECIES, start, from + 7 * startStride + LANES);
        int in1 = source + inStride;
        int in2 = source + 2 * inStride;
        int in3 = source + 3 * inStride;
        int in4 = source + 4 * inStride;
        int in5 = source + 5 * inStride;
        int in6 = source + 6 * inStride;
        int in7 = source + 7 * inStride;
        for (int k = 0; k < length; k++) {
            FloatVector a = FloatVector.fromArray(SPECIES, weights, panel + k * PANEL);
            FloatVector b = FloatVector.fromArray(SPECIES, weights, panel + k * PANEL + LANES);
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
            FloatVector x4 = FloatVector.broadcast(SPECIES, in[in4 + k]);
            s4a = x4.fma(a, s4a);
            s4b = x4.fma(b, s4b);
            FloatVector x5 = FloatVector.broadcast(SPECIES, in[in5 + k]);
            s5a = x5.fma(a, s5a);
            s5b = x5.fma(b, s5b);
            FloatVector x6 = FloatVector.broadcast(SPECIES, in[in6 + k]);
            s6a = x6.fma(a, s6a);
            s6b = x6.fma(b, s6b);
            FloatVector x7 = FloatVector.broadcast(SPECIES, in[in7 + k]);
            s7a = x7.fma(a, s7a);
            s7b = x7.fma(b, s7b);
        }
        s0a.intoArray(out, target);
        s0b.intoArray(out, target + LANES);
        s1a.intoArray(out, target + outStride);
        s1b.intoArray(out, target + outStride + LANES);
        s2a.intoArray(out, target + 2 * outStride);
        s2b.intoArray(out, target + 2 * outStride + LANES);
        s3a.intoArray(out, target + 3 * outStride);
        s3b.intoArray(out, target + 3 * outStride + LANES);
        s4a.intoArray(out, target + 4 * outStride);
        s4b.intoArray(out, target + 4 * outStride + LANES);
        s5a.intoArray(out, target + 5 * outStride);
        s5b.intoArray(out, target + 5 * outStride + LANES);
        s6a.intoArray(out, target + 6 * outStride);
        s6b.intoArray(out, target + 6 * outStride + LANES);
        s7a.intoArray(out, target + 7 * outStride);
        s7b.intoArray(out, target + 7 * outStride + LANES);
    }

    private static void four(
            float[] in,
            int source,
            int inStride,
            int length,
            float[] weights,
            int panel,
            float[] start,
            int from,
            int startStride,
            float[] out,
            int target,
            int outStride) {
        FloatVector s0a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, from + startStride);
        FloatVector s1b = FloatVector.fromArray(SPECIES, start, from + startStride + LANES);
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, from + 2 * startStride);
        FloatVector s2b = FloatVector.fromArray(SPECIES, start, from + 2 * startStride + LANES);
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, from + 3 * startStride);
        FloatVector s3b = FloatVector.fromArray(SPECIES, start, from + 3 * startStride + LANES);
        int in1 = source + inStride;
        int in2 = source + 2 * inStride;
        int in3 = source + 3 * inStride;
        for (int k = 0; k < length; k++) {
            FloatVector a = FloatVector.fromArray(SPECIES, weights, panel + k * PANEL);
            FloatVector b = FloatVector.fromArray(SPECIES, weights, panel + k * PANEL + LANES);
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
            float[] start,
            int from,
            int startStride,
            float[] out,
            int target,
            int outStride) {
        FloatVector s0a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, from + startStride);
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, from + 2 * startStride);
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, from + 3 * startStride);
        FloatVector s4a = FloatVector.fromArray(SPECIES, start, from + 4 * startStride);
        FloatVector s5a = FloatVector.fromArray(SPECIES, start, from + 5 * startStride);
        FloatVector s6a = FloatVector.fromArray(SPECIES, start, from + 6 * startStride);
        FloatVector s7a = FloatVector.fromArray(SPECIES, start, from + 7 * startStride);
        int in1 = source + inStride;
        int in2 = source + 2 * inStride;
        int in3 = source + 3 * inStride;
        int in4 = source + 4 * inStride;
        int in5 = source + 5 * inStride;
        int in6 = source + 6 * inStride;
        int in7 = source + 7 * inStride;
        for (int k = 0; k < length; k++) {
            FloatVector a = FloatVector.fromArray(SPECIES, weights, panel + k * PANEL);
            FloatVector x0 = FloatVector.broadcast(SPECIES, in[source + k]);
            s0a = x0.fma(a, s0a);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[in1 + k]);
            s1a = x1.fma(a, s1a);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[in2 + k]);
            s2a = x2.fma(a, s2a);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[in3 + k]);
            s3a = x3.fma(a, s3a);
            FloatVector x4 = FloatVector.broadcast(SPECIES, in[in4 + k]);
            s4a = x4.fma(a, s4a);
            FloatVector x5 = FloatVector.broadcast(SPECIES, in[in5 + k]);
            s5a = x5.fma(a, s5a);
            FloatVector x6 = FloatVector.broadcast(SPECIES, in[in6 + k]);
            s6a = x6.fma(a, s6a);
            FloatVector x7 = FloatVector.broadcast(SPECIES, in[in7 + k]);
            s7a = x7.fma(a, s7a);
        }
        s0a.intoArray(out, target);
        s1a.intoArray(out, target + outStride);
        s2a.intoArray(out, target + 2 * outStride);
        s3a.intoArray(out, target + 3 * outStride);
        s4a.intoArray(out, target + 4 * outStride);
        s5a.intoArray(out, target + 5 * outStride);
        s6a.intoArray(out, target + 6 * outStride);
        s7a.intoArray(out, target + 7 * outStride);
    }

    private static void single(
            float[] in,
            int source,
            int length,
            float[] weights,
            int panel,
            float[] start,
            int from,
            float[] out,
            int target,
            boolean pair) {
        FloatVector sa = FloatVector.fromArray(SPECIES, start, from);
        for (int k = 0; k < length; k++) {
            sa = FloatVector.broadcast(SPECIES, in[source + k])
                    .fma(FloatVector.fromArray(SPECIES, weights, panel + k * PANEL), sa);
        }
        sa.intoArray(out, target);
        if (pair) {
            FloatVector sb = FloatVector.fromArray(SPECIES, start, from + LANES);
            for (int k = 0; k < length; k++) {
                sb = FloatVector.broadcast(SPECIES, in[source + k])
                        .fma(FloatVector.fromArray(SPECIES, weights, panel + k * PANEL + LANES), sb);
            }
            sb.intoArray(out, target + LANES);
        }
    }
}
