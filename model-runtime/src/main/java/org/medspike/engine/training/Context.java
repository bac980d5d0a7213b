package org.medspike.engine.training;

import java.util.Arrays;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.work.Workers;

/** What all features of a tape share: kernels, threads, memory for gradients, and the count of passes. */
final class Context {

    final Kernels kernels;
    final Workers workers;
    final Buffers buffers = new Buffers();
    final int images;
    private float[] partial = new float[0];
    private final float[][] planes;
    private long pass;

    Context(Kernels kernels, Workers workers, int images) {
        this.kernels = kernels;
        this.workers = workers;
        this.images = images;
        planes = new float[workers.count()][0];
    }

    /** Number of workers. */
    int workers() {
        return workers.count();
    }

    /** Runs a pass over all rows; what readers keep from earlier passes is forgotten. */
    void run(Pass rows) {
        pass++;
        workers.run(rows.bands(), rows);
    }

    /** Runs a job whose parts are no bands of rows. */
    void run(int parts, Workers.Job job) {
        pass++;
        workers.run(parts, job);
    }

    /** Number of the pass that runs. */
    long pass() {
        return pass;
    }

    /** Asks for memory for {@link PartialSums}; to be called before the first step. */
    void reservePartial(int floats) {
        if (partial.length < Lines.START + floats) {
            partial = Lines.floats(floats);
        }
    }

    /** That memory. */
    float[] partial() {
        return partial;
    }

    /** Asks for memory of a worker for {@link Dense3x3}; to be called before the first step. */
    void reservePlanes(int end) {
        if (planes[0].length < end) {
            Arrays.setAll(planes, worker -> new float[end]);
        }
    }

    /** That memory, of one worker. */
    float[] planes(int worker) {
        return planes[worker];
    }
}
