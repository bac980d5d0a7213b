package org.medspike.engine.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.graph.Op;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.work.Workers;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Window;

/** Finds the feature that computes each value, and says which are kept. */
final class Lowering {

    /** From so many channels on a pixel's sum over spikes takes longer than to fetch it. */
    private static final int FETCHED_CHANNELS = 128;

    private final Parameters parameters;
    private final boolean recompute;
    private final Context context;
    private final Image image;
    private final Map<Value, Integer> uses = new IdentityHashMap<>();
    private final Map<Value, Feature> known = new IdentityHashMap<>();
    private final Map<List<Value>, KeyValues> keyValues = new HashMap<>();
    private final List<Feature> features = new ArrayList<>();

    Lowering(List<Value> outputs, Parameters parameters, Kernels kernels, Workers workers, boolean recompute) {
        this.parameters = parameters;
        this.recompute = recompute;
        outputs.forEach(this::count);
        Value input = uses.keySet().stream()
                .filter(value -> value.op() instanceof Op.Input)
                .findFirst()
                .orElseThrow();
        context = new Context(kernels, workers, input.shape().get(0));
        image = add(new Image(context, grid(input)));
        known.put(input, image);
    }

    private void count(Value value) {
        if (uses.merge(value, 1, Integer::sum) == 1) {
            value.inputs().forEach(this::count);
        }
    }

    Context context() {
        return context;
    }

    Image image() {
        return image;
    }

    /** All features, each after what it is computed from. */
    List<Feature> features() {
        return features;
    }

    private <F extends Feature> F add(F feature) {
        features.add(feature);
        return feature;
    }

    private static Grid grid(Value value) {
        Shape s = value.shape();
        return new Grid(s.get(0), s.get(2), s.get(3), s.get(1));
    }

    Feature feature(Value value) {
        Feature found = known.get(value);
        if (found == null) {
            found = make(value);
            known.put(value, found);
        }
        return found;
    }

    private Feature make(Value value) {
        String part = value.part();
        Op op = value.op();
        if (op instanceof Op.Conv2d convolution) {
            return convolution(value, convolution.window());
        }
        if (op instanceof Op.BatchNorm norm) {
            NormStatistics<Parameter> statistics = new NormStatistics<>(
                    parameter(value, 1), parameter(value, 2), parameter(value, 3), parameter(value, 4));
            return norm.batchStatistics() && isOfSpikes(value.input(0))
                    ? spikes(value, statistics)
                    : add(new Norm(context, part, feature(value.input(0)), statistics, norm.batchStatistics()));
        }
        if (op instanceof Op.Fire fire) {
            return neurons(value, fire);
        }
        if (op instanceof Op.Curve curve && curve.function() == Op.Function.GELU) {
            return add(new Gelu(context, part, feature(value.input(0))));
        }
        if (op instanceof Op.Add) {
            return sum(value);
        }
        if (op instanceof Op.Interaction interaction) {
            return interaction(value, interaction);
        }
        if (op instanceof Op.SoftmaxAttention softmax) {
            Feature queries = feature(value.input(0));
            Feature keys = feature(value.input(1));
            return add(new SoftmaxAttention(context, part, queries, keys, feature(value.input(2)), softmax));
        }
        return mapped(value);
    }

    private Feature neurons(Value value, Op.Fire op) {
        Feature current = feature(value.input(0));
        if (op.analog()) {
            return add(new SmoothFire(context, value.part(), grid(value), current, op));
        }
        Fire fire = add(new Fire(context, value.part(), grid(value), current, op));
        if (uses.get(value.input(0)) == 1) {
            fire.fuse();
        }
        return fire;
    }

    private Feature mapped(Value value) {
        String part = value.part();
        Op op = value.op();
        if (op instanceof Op.Repeat) {
            return add(new Mapped.Repeated(context, part, grid(value), feature(value.input(0))));
        }
        if (op instanceof Op.TimeMean) {
            Feature source = feature(value.input(0));
            return source.steps() == 1
                    ? source
                    : add(new Kept(add(new Mapped.TimeMean(context, part, grid(value), source))));
        }
        if (op instanceof Op.Upsample2x) {
            return add(new Mapped.Enlarged(context, part, grid(value), feature(value.input(0))));
        }
        if (op instanceof Op.Scale scale) {
            return add(new Mapped.Scaled(context, part, feature(value.input(0)), scale.factor()));
        }
        if (op instanceof Op.AveragePool pool) {
            return add(new Mapped.Pooled(context, part, grid(value), feature(value.input(0)), pool.size()));
        }
        if (op instanceof Op.HeadSum) {
            return add(new Mapped.HeadSum(context, part, grid(value), feature(value.input(0))));
        }
        if (op instanceof Op.HeadGate) {
            Feature gate = feature(value.input(0));
            return add(new HeadGate(context, part, gate, feature(value.input(1))));
        }
        throw new UnsupportedOperationException("the engine cannot learn through " + value);
    }

    private Parameter parameter(Value value, int input) {
        if (value.input(input).op() instanceof Op.Parameter parameter) {
            return parameters.of(parameter.spec());
        }
        throw new IllegalArgumentException("a parameter is needed here, not " + value.input(input));
    }

    private Feature convolution(Value value, Window window) {
        Parameter kernel = parameter(value, 1);
        int size = kernel.spec().shape().get(2);
        if (window.groups() > 1) {
            return depthWise(value, kernel, window);
        }
        @Nullable Parameter bias = value.inputs().size() == 3 ? parameter(value, 2) : null;
        List<Value> joined = joined(value.input(0));
        if (size == 1 && bias == null && joined.stream().allMatch(this::addsNormalisedSpikes)) {
            List<List<NormalisedSpikes>> sums =
                    joined.stream().map(this::normalisedSpikes).toList();
            return add(new JoinedSpikes(context, value.part(), grid(value), sums, kernel, !recompute));
        }
        List<Feature> inputs = new ArrayList<>();
        boolean spikes = true;
        for (Value input : joined) {
            inputs.add(feature(input));
            spikes &= input.op() instanceof Op.Fire;
        }
        if (size == 3) {
            return threeByThree(value, inputs, kernel, window, bias != null);
        }
        if (window.stride() != size || window.padding() != 0) {
            throw new UnsupportedOperationException("the engine cannot learn the window of " + value);
        }
        boolean keeps = size > 1 || !((spikes && isQuick(value)) || recompute);
        return add(new Dense(context, value.part(), grid(value), inputs, kernel, bias, keeps));
    }

    private Feature depthWise(Value value, Parameter kernel, Window window) {
        boolean fits = kernel.spec().shape().get(2) == 3
                && window.stride() == 1
                && window.padding() == 1
                && window.groups() == value.shape().get(1)
                && kernel.spec().shape().get(1) == 1;
        if (!fits || value.inputs().size() > 2) {
            throw new UnsupportedOperationException("the engine cannot learn the groups of " + value);
        }
        // Interactions are made of several maps: what is convolved of them is sooner fetched than computed again.
        boolean keeps = value.input(0).op() instanceof Op.Interaction && !recompute;
        DepthWise depthWise =
                add(new DepthWise(context, value.part(), grid(value), feature(value.input(0)), kernel, keeps));
        if (uses.get(value.input(0)) == 1) {
            depthWise.fuse();
        }
        return depthWise;
    }

    private Feature threeByThree(Value value, List<Feature> inputs, Parameter kernel, Window window, boolean biased) {
        if (inputs.size() > 1 || window.stride() != 1 || window.padding() != 1 || biased) {
            throw new UnsupportedOperationException("the engine cannot learn the 3x3 convolution " + value);
        }
        return add(new Dense3x3(context, value.part(), grid(value), inputs.get(0), kernel));
    }

    /** Whether it is nothing but a convolution of spikes, read once, whose map would not be kept. */
    private boolean isOfSpikes(Value value) {
        return value.op() instanceof Op.Conv2d convolution
                && convolution.window().groups() == 1
                && convolution.window().stride() == 1
                && parameter(value, 1).spec().shape().get(2) == 1
                && value.inputs().size() == 2
                && uses.get(value) == 1
                && value.input(0).op() instanceof Op.Fire fire
                && !fire.analog()
                && (isQuick(value) || recompute);
    }

    private Feature spikes(Value value, NormStatistics<Parameter> statistics) {
        Value convolution = value.input(0);
        Fire fire = (Fire) feature(convolution.input(0));
        return add(
                new NormalisedSpikes(context, value.part(), grid(value), fire, parameter(convolution, 1), statistics));
    }

    /** Whether it is nothing but a sum of normalised convolutions of spikes, read once. */
    private boolean addsNormalisedSpikes(Value value) {
        if (uses.get(value) > 1 || !isQuick(value)) {
            return false;
        }
        return value.op() instanceof Op.Add
                ? value.inputs().stream().allMatch(this::addsNormalisedSpikes)
                : value.op() instanceof Op.BatchNorm norm && norm.batchStatistics() && isOfSpikes(value.input(0));
    }

    private List<NormalisedSpikes> normalisedSpikes(Value sum) {
        return sum.op() instanceof Op.Add
                ? sum.inputs().stream()
                        .flatMap(addend -> normalisedSpikes(addend).stream())
                        .toList()
                : List.of((NormalisedSpikes) feature(sum));
    }

    private static List<Value> joined(Value input) {
        return input.op() instanceof Op.Concat concat && concat.axis() == 1 ? input.inputs() : List.of(input);
    }

    /** A sum is kept where convolutions read it; others read its rows once, or twice. */
    private Feature sum(Value value) {
        List<Feature> addends = new ArrayList<>();
        addAddends(value, addends);
        Sum sum = add(new Sum(context, value.part(), grid(value), addends));
        return uses.keySet().stream().anyMatch(reader -> isFetched(value, reader)) ? add(new Kept(sum)) : sum;
    }

    /** What is joined is convolved pixel by pixel: where channels are few, its rows may as well be added up twice. */
    private boolean isFetched(Value sum, Value reader) {
        if (!(reader.op() instanceof Op.Conv2d)) {
            return false;
        }
        boolean joins = !recompute && !isQuick(sum) && joined(reader.input(0)).contains(sum);
        return joins || reader.input(0) == sum;
    }

    /** Whether it takes no longer to add up a pixel of what spikes give than to fetch it. */
    private static boolean isQuick(Value value) {
        return value.shape().get(1) < FETCHED_CHANNELS;
    }

    private void addAddends(Value sum, List<Feature> addends) {
        for (Value addend : sum.inputs()) {
            if (addend.op() instanceof Op.Add && uses.get(addend) == 1) {
                addAddends(addend, addends);
            } else {
                addends.add(feature(addend));
            }
        }
    }

    private Feature interaction(Value value, Op.Interaction op) {
        KeyValues shared = keyValues.get(value.inputs());
        if (shared == null) {
            Feature queries = feature(value.input(0));
            Feature keys = feature(value.input(1));
            Feature values = feature(value.input(2));
            shared = add(new KeyValues(context, value.part(), queries, keys, values, op.heads()));
            keyValues.put(value.inputs(), shared);
        }
        int before = features.size();
        InteractionTerm term = new InteractionTerm(context, value.part(), shared, op);
        for (Feature map : term.inputs()) {
            if (!features.contains(map)) {
                features.add(before, map);
            }
        }
        return add(term);
    }
}
