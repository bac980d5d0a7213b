package org.medspike.engine.kernel;

/** {@link DenseRows} for a single output channel: one sum a pixel. */
@FunctionalInterface
public interface DotRows {

    /**
     * {@code out[p * outStride] += Σ_k in[p * inStride + k] · weights[k]}.
     *
     * @param in values of the segment
     * @param inOffset where the first pixel's begin
     * @param inStride from one pixel's to the next one's
     * @param length of the segment
     * @param weights of the segment
     * @param weightOffset where they begin
     * @param out the sums
     * @param outOffset where the first pixel's lies
     * @param outStride from one pixel's to the next one's
     * @param pixels number of pixels
     */
    void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] weights,
            int weightOffset,
            float[] out,
            int outOffset,
            int outStride,
            int pixels);
}
