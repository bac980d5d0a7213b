package org.medspike.engine.training;

import java.util.List;

/** The images of the batch, the same at all time steps. */
final class Image extends Feature {

    private final float[] values;

    Image(Context context, Grid grid) {
        super(context, "image", grid, List.of(), false);
        values = new float[grid.size()];
    }

    /**
     * Takes the images.
     *
     * @param planes {@code [images, channels, height, width]}
     */
    void read(float[] planes) {
        int i = 0;
        for (int block = 0; block < grid.blocks(); block++) {
            for (int c = 0; c < grid.channels(); c++) {
                for (int y = 0; y < grid.height(); y++) {
                    int offset = grid.offset(block, y) + c;
                    for (int x = 0; x < grid.width(); x++) {
                        values[offset + x * grid.stride()] = planes[i++];
                    }
                }
            }
        }
    }

    @Override
    float[] values() {
        return values;
    }

    @Override
    long bytes() {
        return (long) values.length * Float.BYTES;
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        System.arraycopy(values, grid.offset(block, y), into, offset, grid.row());
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        context.kernels.rows().add(values, grid.offset(block, y), 1f, into, offset, grid.row());
    }

    @Override
    void backward() {
        // Nothing is learned of an image.
    }
}
