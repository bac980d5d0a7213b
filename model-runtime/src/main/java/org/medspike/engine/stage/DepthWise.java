package org.medspike.engine.stage;

import java.util.List;

/** Depth-wise 3x3 convolution with zero padding. */
public final class DepthWise extends Stage {

    private final Stage source;
    private final float[] weights;
    private final float[] bias;

    /**
     * A convolution.
     *
     * @param source floats
     * @param weights {@code [9][padded channels]}
     * @param bias {@code [padded channels]}
     */
    public DepthWise(String part, Stage source, float[] weights, float[] bias) {
        super(part, List.of(source), source.extent(), false);
        this.source = source;
        this.weights = weights;
        this.bias = bias;
    }

    @Override
    public int reach() {
        return 1;
    }

    @Override
    public String kernel() {
        return "depth-wise";
    }

    @Override
    public void row(Workspace w, int y) {
        int channels = pixelStride();
        for (int t = 0; t < extent().steps(); t++) {
            w.kernels
                    .depthWise()
                    .apply(
                            source.floats(w),
                            source.offset(y - 1, t) - channels,
                            source.offset(y, t) - channels,
                            source.offset(y + 1, t) - channels,
                            weights,
                            0,
                            bias,
                            0,
                            floats(w),
                            offset(y, t),
                            extent().width(),
                            channels);
        }
        closeMargins(w, y);
    }
}
