package org.medspike.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Images and masks that are learned from together.
 *
 * @param count number of images
 * @param size side in pixels
 * @param images {@code [count, 3, size, size]}, 0 to 1
 * @param masks {@code [count, 1, size, size]}, 0 to 1
 */
public record Batch(int count, int size, float[] images, float[] masks) {

    /**
     * The true masks at the sizes of the encoder stages, first at full size, each next the maximum over 2x2 pixels, so
     * that small objects do not vanish.
     */
    public List<float[]> truths(int stages) {
        List<float[]> truths = new ArrayList<>(List.of(masks));
        int side = size;
        for (int stage = 1; stage < stages; stage++) {
            float[] finer = truths.get(stage - 1);
            int half = side / 2;
            float[] coarser = new float[count * half * half];
            for (int i = 0; i < coarser.length; i++) {
                int x = i % half;
                int y = i / half % half;
                int from = (i / (half * half)) * side * side + 2 * y * side + 2 * x;
                coarser[i] = Math.max(
                        Math.max(finer[from], finer[from + 1]), Math.max(finer[from + side], finer[from + side + 1]));
            }
            truths.add(coarser);
            side = half;
        }
        return truths;
    }
}
