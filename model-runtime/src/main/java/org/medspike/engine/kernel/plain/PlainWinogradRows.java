package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.WinogradRows;

/** The transforms as products with their matrices. */
public final class PlainWinogradRows implements WinogradRows {

    private static final float[][] B_TRANSPOSED = {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}};
    private static final float[][] A_TRANSPOSED = {{1, 1, 1, 0}, {0, 1, -1, -1}};

    @Override
    public void spread(
            float[] in,
            int row0,
            int row1,
            int row2,
            int row3,
            int width,
            int channels,
            float[] planes,
            int offset,
            int planeStride) {
        int[] rows = {row0, row1, row2, row3};
        for (int i = 0; i < WinogradRows.tiles(width) * channels; i++) {
            int x = i / channels * 2;
            for (int plane = 0; plane < PLANES; plane++) {
                float sum = 0;
                for (int dy = 0; dy < 4; dy++) {
                    for (int dx = 0; dx < 4; dx++) {
                        // The pixel after the one that follows the last, where the width is odd, is none of this row's.
                        float pixel = x + dx > width + 1 ? 0 : in[rows[dy] + (x + dx) * channels + i % channels];
                        sum += B_TRANSPOSED[plane / 4][dy] * B_TRANSPOSED[plane % 4][dx] * pixel;
                    }
                }
                planes[offset + plane * planeStride + i] = sum;
            }
        }
    }

    @Override
    public void collect(
            float[] planes, int offset, int planeStride, float[] out, int row0, int row1, int width, int channels) {
        for (int i = 0; i < width * channels; i++) {
            int x = i / channels;
            int tile = x / 2 * channels + i % channels;
            float above = 0;
            float below = 0;
            for (int plane = 0; plane < PLANES; plane++) {
                float value = planes[offset + plane * planeStride + tile] * A_TRANSPOSED[x % 2][plane % 4];
                above += A_TRANSPOSED[0][plane / 4] * value;
                below += A_TRANSPOSED[1][plane / 4] * value;
            }
            out[row0 + i] = above;
            out[row1 + i] = below;
        }
    }

    @Override
    public void spreadGradient(
            float[] gradient,
            int row0,
            int row1,
            int width,
            int channels,
            float[] planes,
            int offset,
            int planeStride) {
        for (int i = 0; i < WinogradRows.tiles(width) * channels; i++) {
            int x = i / channels * 2;
            for (int plane = 0; plane < PLANES; plane++) {
                float sum = 0;
                for (int dx = 0; dx < 2 && x + dx < width; dx++) {
                    int pixel = (x + dx) * channels + i % channels;
                    float column = A_TRANSPOSED[0][plane / 4] * gradient[row0 + pixel]
                            + A_TRANSPOSED[1][plane / 4] * gradient[row1 + pixel];
                    sum += A_TRANSPOSED[dx][plane % 4] * column;
                }
                planes[offset + plane * planeStride + i] = sum;
            }
        }
    }
}
