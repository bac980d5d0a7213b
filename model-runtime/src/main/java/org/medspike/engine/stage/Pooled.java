package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;

/** Mean of square blocks that do not overlap. */
public final class Pooled extends Stage {

    private final Stage source;
    private final int block;

    /** Blocks of {@code block x block} pixels. */
    public Pooled(String part, Stage source, int block) {
        super(part, List.of(source), smaller(source.extent(), block), false);
        this.source = source;
        this.block = block;
    }

    private static Extent smaller(Extent e, int block) {
        return new Extent(e.steps(), e.height() / block, e.width() / block, e.channels());
    }

    @Override
    public boolean readsByRow(Stage input) {
        return false;
    }

    @Override
    public String kernel() {
        return "sum";
    }

    @Override
    public String describe() {
        return "mean of blocks";
    }

    @Override
    public void row(Workspace w, int y) {
        int stride = pixelStride();
        float share = 1f / (block * block);
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            Arrays.fill(floats(w), target, target + extent().width() * stride, 0f);
            for (int i = 0; i < extent().width() * block * block; i++) {
                int x = i % (extent().width() * block);
                int row = y * block + i / (extent().width() * block);
                w.kernels
                        .rows()
                        .add(
                                source.floats(w),
                                source.offset(row, t) + x * stride,
                                share,
                                floats(w),
                                target + x / block * stride,
                                stride);
            }
        }
        closeMargins(w, y);
    }
}
