package org.medspike.engine.stage;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.Panels;

/** One addend of a {@link Linear} stage. */
public sealed interface Term {

    /** What it is made from. */
    Stage source();

    /** Rows around its own that it needs. */
    default int reach() {
        return 0;
    }

    /**
     * Adds one of its rows at one step.
     *
     * @param out the sums, {@code [width][channels]}
     * @param channels padded
     */
    void add(Workspace w, int y, int step, float[] out, int outOffset, int width, int channels);

    /**
     * Writes one of its rows at one step, and a bias.
     *
     * @param bias {@code [channels]}
     */
    default void write(
            Workspace w, int y, int step, float[] bias, float[] out, int outOffset, int width, int channels) {
        w.kernels.rows().fill(bias, 0, out, outOffset, width, channels);
        add(w, y, step, out, outOffset, width, channels);
    }

    /** Convolution of floats, any kernel and stride, over all channels. */
    final class Convolution implements Term {

        private final Stage source;
        private final int kernel;
        private final int stride;
        private final int padding;
        private final int segment;
        private final int panelStride;
        private final int panel;
        private final boolean single;
        private final float[] packed;

        /**
         * A convolution.
         *
         * @param weights {@code [kernel][kernel][pixel stride of the source][padded output channels]}
         * @param channels padded output channels
         * @param single whether only the first of them is no padding
         */
        public Convolution(
                Stage source,
                int kernel,
                int stride,
                int padding,
                float[] weights,
                int channels,
                boolean single,
                Kernels kernels) {
            this.source = source;
            this.kernel = kernel;
            this.stride = stride;
            this.padding = padding;
            this.single = single;
            panel = single ? 1 : kernels.panel();
            segment = kernel * source.pixelStride();
            int rows = kernel * segment;
            panelStride = rows * panel;
            packed = Lines.floats(Panels.size(rows, channels, panel));
            Panels.pack(weights, 0, rows, channels, panel, packed, Lines.START);
        }

        @Override
        public Stage source() {
            return source;
        }

        @Override
        public int reach() {
            return padding;
        }

        /** Height and width of the kernel. */
        int kernel() {
            return kernel;
        }

        @Override
        public void add(Workspace w, int y, int step, float[] out, int outOffset, int width, int channels) {
            int pixel = source.pixelStride();
            for (int dy = 0; dy < kernel; dy++) {
                int row = y * stride + dy - padding;
                if (row < 0 || row >= source.extent().height()) {
                    continue;
                }
                float[] in = source.floats(w);
                int first = source.offset(row, step) - padding * pixel;
                int weight = Lines.START + dy * segment * panel;
                if (single) {
                    w.kernels
                            .dot()
                            .add(in, first, stride * pixel, segment, packed, weight, out, outOffset, channels, width);
                } else {
                    w.kernels
                            .dense()
                            .add(
                                    in,
                                    first,
                                    stride * pixel,
                                    segment,
                                    packed,
                                    weight,
                                    panelStride,
                                    out,
                                    outOffset,
                                    channels,
                                    out,
                                    outOffset,
                                    channels,
                                    width,
                                    channels);
                }
            }
        }
    }

    /** 1x1 convolution of spikes. */
    final class SpikeConvolution implements Term {

        private final Stage source;
        private final SpikeProduct product;

        /**
         * A convolution.
         *
         * @param weights {@code [input channels][padded output channels]}
         */
        public SpikeConvolution(Stage source, float[] weights, int channels, Kernels kernels) {
            this.source = source;
            product = new SpikeProduct(source, 1, Lines.copy(weights), channels, kernels);
        }

        @Override
        public Stage source() {
            return source;
        }

        SpikeProduct product() {
            return product;
        }

        @Override
        public void add(Workspace w, int y, int step, float[] out, int outOffset, int width, int channels) {
            product.add(w, y, step, out, outOffset, width);
        }

        @Override
        public void write(
                Workspace w, int y, int step, float[] bias, float[] out, int outOffset, int width, int channels) {
            product.write(w, y, step, bias, 0, 0, out, outOffset, width);
        }
    }

    /**
     * The source itself, times a factor.
     *
     * @param factor usually one
     */
    record Identity(Stage source, float factor) implements Term {
        @Override
        public void add(Workspace w, int y, int step, float[] out, int outOffset, int width, int channels) {
            int first = source.offset(y, step);
            if (source.spikes()) {
                w.kernels.rows().addSpikes(source.bits(w), first, factor, out, outOffset, width, channels);
            } else {
                w.kernels.rows().add(source.floats(w), first, factor, out, outOffset, width * channels);
            }
        }
    }

    /** The source enlarged by two, bilinear; pixel centres at half-integers, edges clamped. */
    record Enlarged(Stage source) implements Term {
        @Override
        public void add(Workspace w, int y, int step, float[] out, int outOffset, int width, int channels) {
            int near = y / 2;
            int last = source.extent().height() - 1;
            int far = Math.min(last, Math.max(0, y % 2 == 0 ? near - 1 : near + 1));
            w.kernels
                    .rows()
                    .addEnlarged(
                            source.floats(w),
                            source.offset(near, step),
                            source.offset(far, step),
                            out,
                            outOffset,
                            source.extent().width(),
                            channels);
        }
    }
}
