package org.medspike.engine.training;

import org.medspike.engine.work.Workers;

/**
 * A job that is done for all rows of all images, in bands that do not depend on the number of threads: what is added up
 * band by band is the same with any.
 */
final class Pass implements Workers.Job {

    /** Most bands; sums are kept for each. */
    static final int BANDS = 8;

    private static final int FEWEST_ROWS = 4;

    private final int rows;
    private final int height;
    private final int bands;
    private final Row job;

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

    Pass(int images, int height, Row job) {
        rows = images * height;
        this.height = height;
        this.job = job;
        bands = Math.max(1, Math.min(BANDS, rows / FEWEST_ROWS));
    }

    /** Number of bands. */
    int bands() {
        return bands;
    }

    @Override
    public void run(int band, int worker) {
        int end = (int) ((band + 1L) * rows / bands);
        for (int row = (int) ((long) band * rows / bands); row < end; row++) {
            job.run(worker, band, row / height, row % height);
        }
    }
}
