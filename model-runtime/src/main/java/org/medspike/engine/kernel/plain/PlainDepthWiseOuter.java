package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.DepthWiseOuter;

final class PlainDepthWiseOuter implements DepthWiseOuter {

    @Override
    public void add(
            float[] in,
            int above,
            int here,
            int below,
            float[] gradient,
            int gradientOffset,
            float[] sums,
            int sumOffset,
            int width,
            int channels) {
        int[] rows = {above, here, below};
        for (int tap = 0; tap < 9; tap++) {
            for (int i = 0; i < width * channels; i++) {
                sums[sumOffset + tap * channels + i % channels] +=
                        in[rows[tap / 3] + tap % 3 * channels + i] * gradient[gradientOffset + i];
            }
        }
    }
}
