package org.medspike.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.engine.graph.Op;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.stage.AnalogFire;
import org.medspike.engine.stage.Attended;
import org.medspike.engine.stage.AttentionSums;
import org.medspike.engine.stage.Curved;
import org.medspike.engine.stage.DepthWise;
import org.medspike.engine.stage.Fire;
import org.medspike.engine.stage.FiringRate;
import org.medspike.engine.stage.HeadGate;
import org.medspike.engine.stage.HeadSum;
import org.medspike.engine.stage.InteractionBranch;
import org.medspike.engine.stage.Linear;
import org.medspike.engine.stage.Pooled;
import org.medspike.engine.stage.SoftmaxAttention;
import org.medspike.engine.stage.Source;
import org.medspike.engine.stage.Stage;
import org.medspike.engine.stage.Stage.Extent;
import org.medspike.engine.stage.Term;
import org.medspike.engine.stage.TimeMean;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/**
 * Turns values of a recognised graph into stages.
 *
 * <p>Normalisations are folded into convolutions, sums become one stage with the convolutions that they add up, and a 1x1
 * convolution of such a sum is multiplied into it, where nobody else needs the sum. What is equal at all steps has one
 * step. One image at a time: the first axis of a value is its steps.
 */
final class Lowering {

    private final Weights parameters;
    private final Kernels kernels;
    private final Map<Value, Integer> uses = new IdentityHashMap<>();
    private final Map<Value, Stage> stages = new IdentityHashMap<>();
    private final Map<Value, Form> forms = new IdentityHashMap<>();
    private final Map<List<Value>, AttentionSums> sums = new HashMap<>();
    private final Map<Product, Attended> attended = new HashMap<>();

    /**
     * Begins.
     *
     * @param outputs what will be asked for
     */
    Lowering(List<Value> outputs, Weights parameters, Kernels kernels) {
        this.parameters = parameters;
        this.kernels = kernels;
        outputs.forEach(this::count);
    }

    private void count(Value value) {
        if (uses.merge(value, 1, Integer::sum) == 1) {
            value.inputs().forEach(this::count);
        }
    }

    /** The stage that computes a value. */
    Stage stage(Value value) {
        Stage known = stages.get(value);
        if (known == null) {
            known = make(value);
            stages.put(value, known);
        }
        return known;
    }

    private Stage make(Value value) {
        String part = value.part();
        Op op = value.op();
        if (op instanceof Op.Input) {
            return new Source(extent(value));
        }
        if (AffineConvolution.is(value) && !isFull(value)) {
            return depthWise(value);
        }
        if (isLinear(value)) {
            return linear(value);
        }
        if (op instanceof Op.Fire fire) {
            Stage current = floats(value.input(0));
            return fire.analog()
                    ? new AnalogFire(part, current, fire.steps(), fire.threshold(), fire.decay(), fire.surrogate())
                    : new Fire(part, current, fire.steps(), fire.threshold(), fire.decay());
        }
        if (op instanceof Op.TimeMean) {
            Stage source = stage(value.input(0));
            return source.extent().steps() == 1 ? source : new TimeMean(part, source);
        }
        if (op instanceof Op.ChannelMean) {
            Value source = value.input(0);
            return new FiringRate(part, stage(source.op() instanceof Op.TimeMean ? source.input(0) : source));
        }
        if (op instanceof Op.Curve curve && curve.function() == Op.Function.SIGMOID) {
            return new Curved(part, floats(value.input(0)), Curved.Function.SIGMOID);
        }
        if (op instanceof Op.Curve curve && curve.function() == Op.Function.GELU) {
            return new Curved(part, floats(value.input(0)), Curved.Function.GELU);
        }
        if (op instanceof Op.SoftmaxAttention softmax) {
            return new SoftmaxAttention(
                    part,
                    floats(value.input(0)),
                    floats(value.input(1)),
                    floats(value.input(2)),
                    softmax.heads(),
                    softmax.scale(),
                    kernels);
        }
        if (op instanceof Op.AveragePool pool) {
            return new Pooled(part, floats(value.input(0)), pool.size());
        }
        if (op instanceof Op.HeadSum headSum) {
            return new HeadSum(part, stage(value.input(0)), headSum.heads());
        }
        if (op instanceof Op.HeadGate) {
            return new HeadGate(part, stage(value.input(0)), stage(value.input(1)));
        }
        throw new UnsupportedOperationException("the engine has no kernel for " + value);
    }

    private static Extent extent(Value value) {
        Shape s = value.shape();
        return new Extent(s.get(0), s.get(2), s.get(3), s.get(1));
    }

    private boolean isFull(Value convolution) {
        Value bare = convolution.op() instanceof Op.BatchNorm ? convolution.input(0) : convolution;
        return ((Op.Conv2d) bare.op()).window().groups() == 1;
    }

    private boolean isLinear(Value value) {
        return value.op() instanceof Op.Add
                || value.op() instanceof Op.Scale
                || value.op() instanceof Op.Repeat
                || value.op() instanceof Op.Upsample2x
                || (AffineConvolution.is(value) && isFull(value));
    }

    private Stage depthWise(Value value) {
        AffineConvolution c = AffineConvolution.of(value, parameters);
        if (!c.isDepthWise()) {
            throw new UnsupportedOperationException("the engine has no kernel for the groups of " + value);
        }
        if (c.input().op() instanceof Op.Interaction interaction) {
            return branch(c, interaction, value.part());
        }
        int padded = Kernels.padded(c.out());
        return new DepthWise(
                value.part(), floats(c.input()), spread(c.weights(), 9, c.out(), 9, padded), spread(c.bias(), padded));
    }

    private Stage branch(AffineConvolution c, Op.Interaction op, String part) {
        Value value = c.input();
        if (op.activated() == 0) {
            throw new UnsupportedOperationException("the engine has no kernel for " + value);
        }
        AttentionSums total = sums.computeIfAbsent(
                List.of(value.input(1), value.input(2)),
                missing -> new AttentionSums(value.part(), alike(value, 1), alike(value, 2), op.heads()));
        // Sums of factors are exact only up to rounding, and zero has two signs.
        double share = (float) (op.queryValueSums() / op.activated()) + 0.0;
        Attended products = attended.computeIfAbsent(
                new Product(value.inputs(), share),
                missing -> new Attended(value.part(), stage(value.input(0)), total, share, kernels));
        return new InteractionBranch(part, products, total, op, c.weights(), c.bias());
    }

    /** Interactions that share what queries get from keys. */
    private record Product(List<Value> inputs, double valueShare) {}

    /** Keys or values: as spikes if both are, else as floats. */
    private Stage alike(Value interaction, int index) {
        boolean spikes = stage(interaction.input(1)).spikes()
                && stage(interaction.input(2)).spikes();
        return spikes ? stage(interaction.input(index)) : floats(interaction.input(index));
    }

    private Stage floats(Value value) {
        return floats(stage(value));
    }

    private static Stage floats(Stage stage) {
        return stage.spikes()
                ? new Linear(
                        stage.part(),
                        stage.extent(),
                        List.of(new Term.Identity(stage, 1)),
                        new float[Kernels.padded(stage.extent().channels())])
                : stage;
    }

    private Stage linear(Value value) {
        Form form = form(value);
        if (form.addends().size() == 1
                && form.addends().get(0) instanceof Form.Itself itself
                && itself.factor() == 1
                && Arrays.stream(form.bias()).allMatch(b -> b == 0)) {
            return itself.source();
        }
        int channels = value.shape().get(1);
        List<Term> terms = new ArrayList<>();
        form.addends().forEach(addend -> terms.add(term(addend, Kernels.padded(channels))));
        return new Linear(value.part(), extent(value), terms, spread(form.bias(), Kernels.padded(channels)));
    }

    private Term term(Form.Addend addend, int padded) {
        if (addend instanceof Form.Itself itself) {
            return new Term.Identity(itself.source(), (float) itself.factor());
        }
        if (addend instanceof Form.Enlarged enlarged) {
            return new Term.Enlarged(floats(enlarged.source()));
        }
        Form.Convolved c = (Form.Convolved) addend;
        if (c.source().spikes() && c.kernel() == 1) {
            float[] weights = spread(c.weights(), c.in(), c.out(), c.in(), padded);
            return new Term.SpikeConvolution(c.source(), weights, padded, kernels);
        }
        Stage source = floats(c.source());
        float[] weights = new float[c.kernel() * c.kernel() * source.pixelStride() * padded];
        for (int tap = 0; tap < c.kernel() * c.kernel(); tap++) {
            for (int i = 0; i < c.in() * c.out(); i++) {
                int row = tap * source.pixelStride() + i / c.out();
                weights[row * padded + i % c.out()] = (float) c.weights()[tap * c.in() * c.out() + i];
            }
        }
        return new Term.Convolution(
                source, c.kernel(), c.stride(), c.padding(), weights, padded, c.out() == 1, kernels);
    }

    private Form form(Value value) {
        Form known = forms.get(value);
        if (known == null) {
            known = makeForm(value);
            forms.put(value, known);
        }
        return known;
    }

    private Form makeForm(Value value) {
        if (AffineConvolution.is(value) && isFull(value)) {
            return convolved(AffineConvolution.of(value, parameters), value);
        }
        int channels = value.shape().get(1);
        if (value.op() instanceof Op.Add) {
            return addend(value.input(0), value).plus(addend(value.input(1), value));
        }
        if (value.op() instanceof Op.Upsample2x) {
            return single(new Form.Enlarged(stage(value.input(0))), channels);
        }
        if (value.op() instanceof Op.Scale scale) {
            return scale.factor() == 0
                    ? Form.nothing(channels)
                    : single(new Form.Itself(stage(value.input(0)), scale.factor()), channels);
        }
        return single(new Form.Itself(stage(value.op() instanceof Op.Repeat ? value.input(0) : value), 1), channels);
    }

    private static Form single(Form.Addend addend, int channels) {
        return new Form(List.of(addend), new double[channels]);
    }

    /** An operand of a sum: taken apart where nobody else needs it. */
    private Form addend(Value operand, Value sum) {
        boolean mine =
                uses.get(operand) == 1 && operand.shape().get(0) == sum.shape().get(0);
        return isLinear(operand) && mine
                ? form(operand)
                : single(new Form.Itself(stage(operand), 1), sum.shape().get(1));
    }

    private Form convolved(AffineConvolution c, Value value) {
        if (!c.isPointWise()) {
            Form.Convolved whole = new Form.Convolved(
                    stage(c.input()),
                    c.kernel(),
                    c.window().stride(),
                    c.window().padding(),
                    c.in(),
                    c.out(),
                    c.weights());
            return new Form(List.of(whole), c.bias());
        }
        Form sum = new Form(List.of(), c.bias());
        int row = 0;
        for (Value part : joined(c.input())) {
            int channels = part.shape().get(1);
            double[] rows = Arrays.copyOfRange(c.weights(), row * c.out(), (row + channels) * c.out());
            sum = sum.plus(pointWise(part, rows, c.out(), value));
            row += channels;
        }
        return sum;
    }

    private static List<Value> joined(Value input) {
        return input.op() instanceof Op.Concat concat && concat.axis() == 1 ? input.inputs() : List.of(input);
    }

    private Form pointWise(Value input, double[] weights, int out, Value value) {
        if (isLinear(input)
                && uses.get(input) == 1
                && input.shape().get(0) == value.shape().get(0)) {
            Form inner = form(input);
            if (inner.takesIn(out)) {
                return inner.then(weights, out, new double[out]);
            }
        }
        int in = input.shape().get(1);
        return new Form(List.of(new Form.Convolved(stage(input), 1, 1, 0, in, out, weights)), new double[out]);
    }

    /** Rows of {@code channels} values, filled up with zeros. */
    private static float[] spread(double[] values, int rows, int channels, int paddedRows, int padded) {
        float[] spread = new float[paddedRows * padded];
        for (int i = 0; i < rows * channels; i++) {
            spread[i / channels * padded + i % channels] = (float) values[i];
        }
        return spread;
    }

    private static float[] spread(double[] values, int padded) {
        return spread(values, 1, values.length, 1, padded);
    }
}
