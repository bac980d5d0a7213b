package org.medspike.engine.training;

import org.medspike.engine.work.Workers;

/**
 * A job that is done for all rows of all images, in bands that do not depend on the number of threads: what is added up
 * band by band is the same with any.
 */
final class Pass implements Workers.Job {

    /** Most bands; sums are kept for each. */
    static final int BANDS = 16;

    private static final int FEWEST_ROWS = 4;

    private final int rows;
    private final int height;
    private final int bands;
    private final int unit;
    private final int together;
    private final Rows job;

    /** What is done for a row, at all its time steps. */
    @FunctionalInterface
    interface Row {
        /**
         * Does it.
         *
         * @param worker who, from zero
         * @param band which part of all rows, from zero
         * @param image which image of the batch
         * @param y row
         */
        void run(int worker, int band, int image, int y);
    }

    /** What is done for some rows of an image at once, at all their time steps. */
    @FunctionalInterface
    interface Rows {
        /**
         * Does it.
         *
         * @param worker who, from zero
         * @param band which part of all rows, from zero
         * @param image which image of the batch
         * @param y the first row
         * @param count how many
         */
        void run(int worker, int band, int image, int y, int count);
    }

    Pass(int images, int height, Row job) {
        this(images, height, BANDS, 1, 1, (worker, band, image, y, count) -> job.run(worker, band, image, y));
    }

    /**
     * A pass over rows, some at once.
     *
     * @param mostBands bands, at most
     * @param unit rows that are not parted, unless the images' heights part them
     * @param together how many rows are done at once, at most
     */
    Pass(int images, int height, int mostBands, int unit, int together, Rows job) {
        rows = images * height;
        this.height = height;
        this.unit = unit;
        this.together = together;
        this.job = job;
        bands = Math.max(1, Math.min(mostBands, rows / FEWEST_ROWS));
    }

    /** Number of bands. */
    int bands() {
        return bands;
    }

    @Override
    public void run(int band, int worker) {
        int end = begin(band + 1);
        int count;
        for (int row = begin(band); row < end; row += count) {
            int y = row % height;
            count = Math.min(together, Math.min(end - row, height - y));
            job.run(worker, band, row / height, y, count);
        }
    }

    private int begin(int band) {
        return band == bands ? rows : (int) ((long) band * rows / bands / unit * unit);
    }
}
