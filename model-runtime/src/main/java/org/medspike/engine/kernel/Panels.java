package org.medspike.engine.kernel;

import java.util.Arrays;

/** Lays weights out in the order in which {@link DenseRows} reads them: panels of neighbouring output channels. */
public final class Panels {

    private Panels() {}

    /** Values that a packed kernel takes. */
    public static int size(int rows, int channels, int panel) {
        return (channels + panel - 1) / panel * panel * rows;
    }

    /**
     * Packs a kernel.
     *
     * @param weights {@code [rows][channels]}
     * @param into {@code [panels][rows][panel]}; the last panel is filled up with zeros
     */
    public static void pack(
            float[] weights, int offset, int rows, int channels, int panel, float[] into, int intoOffset) {
        int panels = (channels + panel - 1) / panel;
        int position = intoOffset;
        for (int p = 0; p < panels; p++) {
            for (int k = 0; k < rows; k++) {
                int n = p * panel;
                int there = Math.min(panel, channels - n);
                System.arraycopy(weights, offset + k * channels + n, into, position, there);
                Arrays.fill(into, position + there, position + panel, 0f);
                position += panel;
            }
        }
    }
}
