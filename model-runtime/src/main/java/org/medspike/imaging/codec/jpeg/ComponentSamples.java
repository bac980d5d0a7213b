package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.codec.CodecLimits;

/**
 * Makes samples of a component's coefficients.
 *
 * @param steps of its quantisation
 * @param precision bits of a sample
 */
record ComponentSamples(Component component, int[] steps, int precision) {

    /**
     * Writes the component among the others; one of fewer samples has each repeated.
     *
     * @param values samples of the image, components interleaved
     * @param channel which of them this component is
     */
    void write(short[] values, int channel, CodecLimits limits, int mostHorizontal, int mostVertical) {
        InverseDct transform = new InverseDct();
        double[] block = new double[Component.BLOCK];
        int wide = mostHorizontal / component.horizontal();
        int high = mostVertical / component.vertical();
        int middle = 1 << precision - 1;
        int most = (1 << precision) - 1;
        for (int row = 0; row < component.blocksHigh(); row++) {
            for (int column = 0; column < component.blocksWide(); column++) {
                transform.transform(component.coefficients(), component.block(column, row), steps, block);
                for (int i = 0; i < block.length; i++) {
                    int level = (int) Math.max(0, Math.min(most, Math.rint(block[i]) + middle));
                    int x = (8 * column + i % 8) * wide;
                    int y = (8 * row + i / 8) * high;
                    fill(values, channel, limits, x, y, wide, high, (short) level);
                }
            }
        }
    }

    private static void fill(
            short[] values, int channel, CodecLimits limits, int x, int y, int wide, int high, short level) {
        int right = Math.min(limits.width(), x + wide);
        int bottom = Math.min(limits.height(), y + high);
        for (int j = y; j < bottom; j++) {
            for (int i = x; i < right; i++) {
                values[(j * limits.width() + i) * limits.components() + channel] = level;
            }
        }
    }
}
