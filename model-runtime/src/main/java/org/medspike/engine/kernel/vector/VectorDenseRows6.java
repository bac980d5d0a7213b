package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DenseRows;

/**
 * Tiles of 6 pixels by two vectors: 12 sums stay in registers, each weight that is loaded serves 6 pixels.
 *
 * <p>For vectors of 256 bits or less and 16 registers. One loop a method and no vector across methods: that is what the
 * compiler keeps in registers. Tiles of 4 pixels leave no time for vectors that lie across two cache lines, as half of
 * them do wherever Java happens to put an array: they reach two thirds of the speed.
 */
final class VectorDenseRows6 implements DenseRows {

    private static final int PANEL = 2 * LANES;
    private static final int ROWS = 6;
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
        int few = inFours(pixels);
        for (int first = 0; first < channels; first += PANEL) {
            int panel = weightOffset + first / PANEL * panelStride;
            int source = inOffset;
            int from = startOffset + first;
            int target = outOffset + first;
            int rest = pixels;
            for (; rest - ROWS >= few; rest -= ROWS) {
                six(in, source, inStride, length, weights, panel, start, from, startStride, out, target, outStride);
                source += ROWS * inStride;
                from += ROWS * startStride;
                target += ROWS * outStride;
            }
            for (; rest >= FEW; rest -= FEW) {
                four(in, source, inStride, length, weights, panel, start, from, startStride, out, target, outStride);
                source += FEW * inStride;
                from += FEW * startStride;
                target += FEW * outStride;
            }
            for (; rest > 0; rest--) {
                one(in, source, length, weights, panel, start, from, out, target);
                source += inStride;
                from += startStride;
                target += outStride;
            }
        }
    }

    /** How many are left to tiles of four and to single ones, so that as few as can be are single. */
    static int inFours(int count) {
        int rest = count % ROWS;
        return rest >= FEW || rest + ROWS > count || rest < 2 ? rest : rest + ROWS;
    }

    private static void six(
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
        int in1 = source + inStride;
        int out1 = target + outStride;
        int in2 = source + 2 * inStride;
        int out2 = target + 2 * outStride;
        int in3 = source + 3 * inStride;
        int out3 = target + 3 * outStride;
        int in4 = source + 4 * inStride;
        int out4 = target + 4 * outStride;
        int in5 = source + 5 * inStride;
        int out5 = target + 5 * outStride;
        FloatVector s0a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, from + 1 * startStride);
        FloatVector s1b = FloatVector.fromArray(SPECIES, start, from + 1 * startStride + LANES);
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, from + 2 * startStride);
        FloatVector s2b = FloatVector.fromArray(SPECIES, start, from + 2 * startStride + LANES);
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, from + 3 * startStride);
        FloatVector s3b = FloatVector.fromArray(SPECIES, start, from + 3 * startStride + LANES);
        FloatVector s4a = FloatVector.fromArray(SPECIES, start, from + 4 * startStride);
        FloatVector s4b = FloatVector.fromArray(SPECIES, start, from + 4 * startStride + LANES);
        FloatVector s5a = FloatVector.fromArray(SPECIES, start, from + 5 * startStride);
        FloatVector s5b = FloatVector.fromArray(SPECIES, start, from + 5 * startStride + LANES);
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
        }
        s0a.intoArray(out, target);
        s0b.intoArray(out, target + LANES);
        s1a.intoArray(out, out1);
        s1b.intoArray(out, out1 + LANES);
        s2a.intoArray(out, out2);
        s2b.intoArray(out, out2 + LANES);
        s3a.intoArray(out, out3);
        s3b.intoArray(out, out3 + LANES);
        s4a.intoArray(out, out4);
        s4b.intoArray(out, out4 + LANES);
        s5a.intoArray(out, out5);
        s5b.intoArray(out, out5 + LANES);
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
        int in1 = source + inStride;
        int out1 = target + outStride;
        int in2 = source + 2 * inStride;
        int out2 = target + 2 * outStride;
        int in3 = source + 3 * inStride;
        int out3 = target + 3 * outStride;
        FloatVector s0a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector s0b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector s1a = FloatVector.fromArray(SPECIES, start, from + 1 * startStride);
        FloatVector s1b = FloatVector.fromArray(SPECIES, start, from + 1 * startStride + LANES);
        FloatVector s2a = FloatVector.fromArray(SPECIES, start, from + 2 * startStride);
        FloatVector s2b = FloatVector.fromArray(SPECIES, start, from + 2 * startStride + LANES);
        FloatVector s3a = FloatVector.fromArray(SPECIES, start, from + 3 * startStride);
        FloatVector s3b = FloatVector.fromArray(SPECIES, start, from + 3 * startStride + LANES);
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
        s1a.intoArray(out, out1);
        s1b.intoArray(out, out1 + LANES);
        s2a.intoArray(out, out2);
        s2b.intoArray(out, out2 + LANES);
        s3a.intoArray(out, out3);
        s3b.intoArray(out, out3 + LANES);
    }

    private static void one(
            float[] in,
            int source,
            int length,
            float[] weights,
            int panel,
            float[] start,
            int from,
            float[] out,
            int target) {
        FloatVector a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector b = FloatVector.fromArray(SPECIES, start, from + LANES);
        for (int k = 0; k < length; k++) {
            FloatVector x = FloatVector.broadcast(SPECIES, in[source + k]);
            a = x.fma(FloatVector.fromArray(SPECIES, weights, panel + k * PANEL), a);
            b = x.fma(FloatVector.fromArray(SPECIES, weights, panel + k * PANEL + LANES), b);
        }
        a.intoArray(out, target);
        b.intoArray(out, target + LANES);
    }
}
