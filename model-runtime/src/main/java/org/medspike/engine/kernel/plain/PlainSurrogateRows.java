package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.SurrogateRows;
import org.medspike.tensor.Surrogate;

final class PlainSurrogateRows implements SurrogateRows {

    @Override
    public void membrane(
            float[] current,
            int currentOffset,
            float[] rest,
            int restOffset,
            boolean first,
            float threshold,
            float decay,
            float[] membrane,
            int membraneOffset,
            int count) {
        for (int i = 0; i < count; i++) {
            float u = current[currentOffset + i] + (first ? 0 : rest[restOffset + i]);
            membrane[membraneOffset + i] = u;
            rest[restOffset + i] = decay * (u - (u - threshold >= 0 ? 1 : 0));
        }
    }

    @Override
    public void back(
            float[] membrane,
            int membraneOffset,
            float[] given,
            int givenOffset,
            float[] gradient,
            int gradientOffset,
            float[] carry,
            int carryOffset,
            boolean last,
            float threshold,
            float decay,
            Surrogate surrogate,
            int count) {
        for (int i = 0; i < count; i++) {
            float later = last ? 0 : decay * carry[carryOffset + i];
            float slope = slope(surrogate, membrane[membraneOffset + i] - threshold);
            float found = slope * (given[givenOffset + i] - later) + later;
            gradient[gradientOffset + i] = found;
            carry[carryOffset + i] = found;
        }
    }

    /** σ'. */
    private static float slope(Surrogate surrogate, float distance) {
        double alpha = surrogate.slope();
        return switch (surrogate.kind()) {
            case SIGMOID -> {
                double step = 1 / (1 + Math.exp(-alpha * distance));
                yield (float) (alpha * step * (1 - step));
            }
            case ARCTAN -> {
                double angle = Math.PI * alpha * distance / 2;
                yield (float) (alpha / 2 / (1 + angle * angle));
            }
        };
    }
}
