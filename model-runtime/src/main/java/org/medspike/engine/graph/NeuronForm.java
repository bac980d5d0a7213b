package org.medspike.engine.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.Surrogate;

/**
 * Recognises neurons: the steps of equations (1) to (3), one after the other, joined over time.
 *
 * <p>U[0] = X[0], U[t] = β (U[t-1] - S[t-1]) + X[t], S[t] = Θ(U[t] - V_th), or the smooth step in the place of Θ.
 */
final class NeuronForm {

    private NeuronForm() {}

    private record Step(Value membrane, float threshold, Surrogate surrogate, boolean analog) {

        boolean sameNeuron(Step other) {
            return threshold == other.threshold && surrogate.equals(other.surrogate) && analog == other.analog;
        }
    }

    static Recognition.@Nullable Form find(Value value) {
        List<Value> spikes =
                value.op() instanceof Op.Concat concat && concat.axis() == 0 ? value.inputs() : List.of(value);
        Step first = step(spikes.get(0));
        if (first == null) {
            return null;
        }
        float decay = 0;
        Value current = first.membrane();
        Step before = first;
        for (int t = 1; t < spikes.size(); t++) {
            Step now = step(spikes.get(t));
            if (now == null || !now.sameNeuron(first) || !(now.membrane().op() instanceof Op.Add)) {
                return null;
            }
            Value rest = now.membrane().input(0);
            if (!(rest.op() instanceof Op.Scale scale)
                    || !(rest.input(0).op() instanceof Op.Subtract)
                    || rest.input(0).input(0) != before.membrane()
                    || rest.input(0).input(1) != spikes.get(t - 1)
                    || !isStep(now.membrane().input(1), current, t, spikes.size())) {
                return null;
            }
            decay = (float) scale.factor();
            before = now;
        }
        boolean varies = spikes.size() > 1 && isStep(current, current, 0, spikes.size()) && isPart(current);
        return new Recognition.Form(
                new Op.Fire(spikes.size(), first.threshold(), decay, first.surrogate(), first.analog()),
                List.of(varies ? current.input(0) : current));
    }

    /** Whether a value is the current at step t, given the current at step 0. */
    private static boolean isStep(Value value, Value first, int t, int steps) {
        if (value == first && t > 0) {
            return true;
        }
        return value.op() instanceof Op.Part part
                && part.index() == t
                && part.of() == steps
                && first.op() instanceof Op.Part origin
                && origin.index() == 0
                && value.input(0) == first.input(0);
    }

    private static boolean isPart(Value value) {
        return value.op() instanceof Op.Part;
    }

    private static @Nullable Step step(Value spike) {
        if (spike.op() instanceof Op.Spike hard) {
            return distance(spike.input(0), hard.surrogate(), false);
        }
        if (spike.op() instanceof Op.Curve curve
                && curve.function() == Op.Function.SIGMOID
                && spike.input(0).op() instanceof Op.Scale scale) {
            Surrogate sigmoid = new Surrogate(Surrogate.Kind.SIGMOID, (float) scale.factor());
            return distance(spike.input(0).input(0), sigmoid, true);
        }
        if (spike.op() instanceof Op.Shift half
                && half.offset() == 0.5
                && spike.input(0).op() instanceof Op.Scale byPi
                && byPi.factor() == 1 / Math.PI
                && spike.input(0).input(0).op() instanceof Op.Curve curve
                && curve.function() == Op.Function.ATAN
                && spike.input(0).input(0).input(0).op() instanceof Op.Scale scale) {
            Surrogate arctan = new Surrogate(Surrogate.Kind.ARCTAN, (float) (scale.factor() * 2 / Math.PI));
            return distance(spike.input(0).input(0).input(0).input(0), arctan, true);
        }
        return null;
    }

    private static @Nullable Step distance(Value shifted, Surrogate surrogate, boolean analog) {
        return shifted.op() instanceof Op.Shift shift
                ? new Step(shifted.input(0), (float) -shift.offset(), surrogate, analog)
                : null;
    }
}
