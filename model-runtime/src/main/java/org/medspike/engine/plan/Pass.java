package org.medspike.engine.plan;

import java.util.List;
import org.medspike.engine.stage.AttentionSums;
import org.medspike.engine.stage.Stage;
import org.medspike.engine.stage.Workspace;
import org.medspike.engine.work.Workers;

/**
 * Stages of one image size that are computed hand in hand, row by row: while a row is in the cache, all that is made of
 * it is made.
 *
 * <p>A worker takes a strip of rows. Where a stage needs rows beyond its strip, the worker computes them itself, so that no
 * one waits; {@code ahead} says how many rows a stage runs ahead of the strip's row for those that come after it.
 */
final class Pass {

    private final List<Stage> stages;
    private final int[] ahead;
    private final int height;
    private final int furthest;

    /**
     * A pass.
     *
     * @param stages each after those that it reads
     * @param ahead rows that each is ahead
     */
    Pass(List<Stage> stages, int[] ahead) {
        this.stages = List.copyOf(stages);
        this.ahead = ahead.clone();
        height = stages.get(0).extent().height();
        int most = 0;
        for (int rows : ahead) {
            most = Math.max(most, rows);
        }
        furthest = most;
    }

    List<Stage> stages() {
        return stages;
    }

    int ahead(int stage) {
        return ahead[stage];
    }

    int parts(Workers workers) {
        return Math.min(workers.count(), AttentionSums.BLOCKS);
    }

    void begin(Workspace workspace) {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).enter();
            stages.get(i).begin(workspace);
        }
    }

    void finish() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).finish();
            stages.get(i).leave();
        }
    }

    /**
     * Computes one strip.
     *
     * @param nanoseconds where the time of each stage is added up; null for no measuring
     */
    void run(int part, int parts, Workspace workspace, long[] nanoseconds) {
        int first = firstRow(part, parts);
        int end = firstRow(part + 1, parts);
        for (int y = first - 2 * furthest; y < end; y++) {
            for (int i = 0; i < ahead.length; i++) {
                int row = y + ahead[i];
                if (row >= Math.max(0, first - ahead[i]) && row < Math.min(height, end + ahead[i])) {
                    long begun = nanoseconds == null ? 0 : System.nanoTime();
                    stages.get(i).row(workspace, row);
                    if (row >= first && row < end) {
                        stages.get(i).keep(workspace, row);
                    }
                    if (nanoseconds != null) {
                        nanoseconds[i] += System.nanoTime() - begun;
                    }
                }
            }
        }
    }

    private int firstRow(int part, int parts) {
        int rowsPerBlock = (height + AttentionSums.BLOCKS - 1) / AttentionSums.BLOCKS;
        return Math.min(height, part * AttentionSums.BLOCKS / parts * rowsPerBlock);
    }
}
