package org.medspike.engine.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.medspike.tensor.Shape;

/**
 * Finds in a graph the larger forms that have kernels of their own, and puts them in the place of the small operations.
 *
 * <p>From the outputs downwards, so that the largest form is seen first. What is not recognised stays as it is.
 */
public final class Recognition {

    private final GraphOps ops;
    private final Map<Value, Value> rewritten = new IdentityHashMap<>();

    private Recognition(GraphOps ops) {
        this.ops = ops;
    }

    /**
     * The same outputs, made of larger forms.
     *
     * @param ops what the graph was written with
     */
    public static List<Value> apply(GraphOps ops, List<Value> outputs) {
        Recognition recognition = new Recognition(ops);
        return outputs.stream().map(recognition::rewrite).toList();
    }

    private Value rewrite(Value value) {
        Value known = rewritten.get(value);
        if (known == null) {
            known = form(value);
            rewritten.put(value, known);
        }
        return known;
    }

    private Value form(Value value) {
        for (Function<Value, Form> rule : RULES) {
            Form form = rule.apply(value);
            if (form != null) {
                return remake(form.op(), form.inputs(), value);
            }
        }
        if (value.op() instanceof Op.Concat concat && concat.axis() == 0 && isWhole(value)) {
            return rewrite(value.input(0).input(0));
        }
        return value.inputs().isEmpty() ? value : remake(value.op(), value.inputs(), value);
    }

    private Value remake(Op op, List<Value> inputs, Value like) {
        List<Value> made = new ArrayList<>();
        inputs.forEach(input -> made.add(rewrite(input)));
        return ((GraphOps) ops.within(like.part())).value(op, made, like.shape());
    }

    /** Whether all parts of one value are joined again in their order. */
    private static boolean isWhole(Value concat) {
        for (int i = 0; i < concat.inputs().size(); i++) {
            Value part = concat.input(i);
            if (!(part.op() instanceof Op.Part p)
                    || p.index() != i
                    || p.of() != concat.inputs().size()
                    || part.input(0) != concat.input(0).input(0)) {
                return false;
            }
        }
        return true;
    }

    /** What was recognised, over values that are still to be rewritten. */
    record Form(Op op, List<Value> inputs) {}

    private static final List<Function<Value, Form>> RULES = List.of(
            NeuronForm::find,
            InteractionForm::find,
            AttentionForms::softmax,
            AttentionForms::headSum,
            AttentionForms::headGate,
            Recognition::repeat,
            Recognition::timeMean,
            Recognition::channelMean);

    private static Form repeat(Value value) {
        if (value.op() instanceof Op.Concat concat
                && concat.axis() == 0
                && value.inputs().stream().allMatch(input -> input == value.input(0))) {
            return new Form(new Op.Repeat(value.inputs().size()), List.of(value.input(0)));
        }
        return null;
    }

    /** {@code [T * batch, ...]} read as {@code [T, rest]}, summed over T, divided by T, read as {@code [batch, ...]}. */
    private static Form timeMean(Value value) {
        if (value.op() instanceof Op.Reshape
                && value.input(0).op() instanceof Op.Scale scale
                && value.input(0).input(0).op() instanceof Op.Sum sum
                && sum.axis() == 0
                && value.input(0).input(0).input(0).op() instanceof Op.Reshape) {
            Value apart = value.input(0).input(0).input(0);
            Value folded = apart.input(0);
            int steps = apart.shape().get(0);
            boolean fits = apart.shape().rank() == 2
                    && scale.factor() == 1.0 / steps
                    && value.shape()
                            .equals(folded.shape().with(0, folded.shape().get(0) / steps));
            return fits ? new Form(new Op.TimeMean(steps), List.of(folded)) : null;
        }
        return null;
    }

    private static Form channelMean(Value value) {
        if (value.op() instanceof Op.Scale scale
                && value.input(0).op() instanceof Op.Sum sum
                && sum.axis() == 1
                && isMap(value.input(0).input(0).shape())
                && scale.factor() == 1.0 / value.input(0).input(0).shape().get(1)) {
            return new Form(new Op.ChannelMean(), List.of(value.input(0).input(0)));
        }
        return null;
    }

    private static boolean isMap(Shape shape) {
        return shape.rank() == 4;
    }
}
