package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;

/** Sum over the channels of each head: what the token selection of Q-K attention fires on. */
public final class HeadSum extends Stage {

    private final Stage source;
    private final int perHead;

    /** One channel a head. */
    public HeadSum(String part, Stage source, int heads) {
        super(part, List.of(source), source.extent().withChannels(heads), false);
        this.source = source;
        perHead = source.extent().channels() / heads;
    }

    @Override
    public String kernel() {
        return "attention";
    }

    @Override
    public String describe() {
        return "sum of each head";
    }

    @Override
    public void row(Workspace w, int y) {
        int stride = pixelStride();
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            Arrays.fill(floats(w), target, target + extent().width() * stride, 0f);
            for (int x = 0; x < extent().width(); x++) {
                for (int c = 0; c < source.extent().channels(); c++) {
                    floats(w)[target + x * stride + c / perHead] += source.value(w, y, t, x, c);
                }
            }
        }
        closeMargins(w, y);
    }
}
