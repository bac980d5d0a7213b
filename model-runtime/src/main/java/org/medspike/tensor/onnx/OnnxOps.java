package org.medspike.tensor.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;

/**
 * Builds an ONNX graph.
 *
 * <p>Time steps are kept apart (measured a quarter faster than folding them into the batch). Values are immutable; a
 * rewrite makes a new node and leaves the old one, which is not written unless something needs it.
 */
public final class OnnxOps implements TensorOps<OnnxValue> {

    private static final OnnxValue ENLARGEMENT =
            new OnnxValue.Constant("upsample.scales", new FloatTensor(Shape.of(4), new float[] {1, 1, 2, 2}));
    private static final OnnxValue NO_REGION =
            new OnnxValue.Constant("upsample.region", new FloatTensor(Shape.of(0), new float[0]));

    private final String part;
    private final SharedConstants shared;

    /** Constants that several nodes use and the file holds once. */
    private record SharedConstants(
            Map<Float, OnnxValue.Constant> scalars, Map<OnnxValue, List<OnnxValue>> foldedKernels) {}

    /** A builder, at the top of the network. */
    public OnnxOps() {
        this("", new SharedConstants(new HashMap<>(), new IdentityHashMap<>()));
    }

    private OnnxOps(String part, SharedConstants shared) {
        this.part = part;
        this.shared = shared;
    }

    /** An input of the graph. */
    public OnnxValue input(String name, Shape shape) {
        return new OnnxValue.Input(name, shape);
    }

    /** Stored numbers. */
    public OnnxValue constant(String label, FloatTensor value) {
        return new OnnxValue.Constant(label, value);
    }

    @Override
    public TensorOps<OnnxValue> within(String inner) {
        return new OnnxOps(inner, shared);
    }

    @Override
    public boolean foldsTime() {
        return false;
    }

    @Override
    public Shape shape(OnnxValue x) {
        return x.shape();
    }

    @Override
    public OnnxValue conv2d(OnnxValue x, OnnxValue weight, @Nullable OnnxValue bias, Window window) {
        Shape kernel = weight.shape();
        Shape out = window.output(x.shape(), kernel);
        long p = window.padding();
        Map<String, Object> attributes = Map.of(
                "group", (long) window.groups(),
                "kernel_shape", new long[] {kernel.get(2), kernel.get(3)},
                "pads", new long[] {p, p, p, p},
                "strides", new long[] {window.stride(), window.stride()});
        return node("Conv", bias == null ? List.of(x, weight) : List.of(x, weight, bias), attributes, out);
    }

    @Override
    public OnnxValue batchNorm(OnnxValue x, NormStatistics<OnnxValue> statistics) {
        FloatTensor scale = value(statistics.scale());
        FloatTensor shift = value(statistics.shift());
        FloatTensor mean = value(statistics.mean());
        FloatTensor variance = value(statistics.variance());
        int channels = scale.values().length;
        float[] factor = new float[channels];
        float[] offset = new float[channels];
        for (int c = 0; c < channels; c++) {
            double f = scale.values()[c] / Math.sqrt(variance.values()[c] + (double) NormStatistics.EPSILON);
            factor[c] = (float) f;
            offset[c] = (float) (shift.values()[c] - mean.values()[c] * f);
        }
        if (x instanceof OnnxValue.Result result
                && result.node().operator().equals("Conv")
                && result.node().inputs().get(1) instanceof OnnxValue.Constant kernel) {
            OnnxNode convolution = result.node();
            List<OnnxValue> folded = shared.foldedKernels.computeIfAbsent(
                    kernel, k -> fold(kernel, convolution.inputs(), factor, offset));
            List<OnnxValue> inputs = List.of(convolution.inputs().get(0), folded.get(0), folded.get(1));
            return node("Conv", inputs, convolution.attributes(), x.shape());
        }
        Shape perChannel = Shape.of(channels, 1, 1);
        OnnxValue scaled = multiply(x, constant("norm.scale", new FloatTensor(perChannel, factor)));
        return add(scaled, constant("norm.shift", new FloatTensor(perChannel, offset)));
    }

    /** Kernel and bias of a convolution that already contain the normalisation after it. */
    private List<OnnxValue> fold(OnnxValue.Constant weight, List<OnnxValue> inputs, float[] factor, float[] offset) {
        float[] kernel = weight.value().values().clone();
        int perOutput = kernel.length / factor.length;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] *= factor[i / perOutput];
        }
        float[] bias = offset.clone();
        if (inputs.size() > 2) {
            float[] before = value(inputs.get(2)).values();
            for (int c = 0; c < bias.length; c++) {
                bias[c] += before[c] * factor[c];
            }
        }
        String biasLabel = weight.label().replaceFirst("weight$", "bias");
        return List.of(
                constant(weight.label(), new FloatTensor(weight.shape(), kernel)),
                constant(biasLabel, new FloatTensor(Shape.of(bias.length), bias)));
    }

    private static FloatTensor value(OnnxValue x) {
        if (x instanceof OnnxValue.Constant constant) {
            return constant.value();
        }
        throw new IllegalArgumentException("a graph is built from constant parameters");
    }

    @Override
    public OnnxValue matMul(OnnxValue a, OnnxValue b) {
        return node(
                "MatMul", List.of(a, b), Map.of(), a.shape().with(-1, b.shape().get(-1)));
    }

    @Override
    public OnnxValue transpose(OnnxValue x) {
        Shape s = x.shape();
        long[] axes = new long[s.rank()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        axes[axes.length - 1] = axes.length - 2L;
        axes[axes.length - 2] = axes.length - 1L;
        return node(
                "Transpose",
                List.of(x),
                Map.of("perm", axes),
                s.with(-1, s.get(-2)).with(-2, s.get(-1)));
    }

    @Override
    public OnnxValue add(OnnxValue a, OnnxValue b) {
        return elementWise("Add", a, b);
    }

    @Override
    public OnnxValue subtract(OnnxValue a, OnnxValue b) {
        return elementWise("Sub", a, b);
    }

    @Override
    public OnnxValue multiply(OnnxValue a, OnnxValue b) {
        return elementWise("Mul", a, b);
    }

    @Override
    public OnnxValue divide(OnnxValue a, OnnxValue b) {
        return elementWise("Div", a, b);
    }

    @Override
    public OnnxValue scale(OnnxValue x, double factor) {
        return elementWise("Mul", x, scalar((float) factor));
    }

    @Override
    public OnnxValue shift(OnnxValue x, double offset) {
        return elementWise("Add", x, scalar((float) offset));
    }

    /**
     * {@code x >= 0} as a number. Where x is {@code u - V_th}, that is {@code u >= V_th}, exactly: the sign of a
     * floating-point difference is right.
     */
    @Override
    public OnnxValue spike(OnnxValue x, Surrogate surrogate) {
        OnnxValue compared = x;
        OnnxValue limit = scalar(0);
        if (x instanceof OnnxValue.Result result && result.node().operator().equals("Add")) {
            OnnxValue added = result.node().inputs().get(1);
            if (added instanceof OnnxValue.Constant offset && offset.shape().rank() == 0) {
                compared = result.node().inputs().get(0);
                limit = scalar(-offset.value().values()[0]);
            }
        }
        OnnxValue fired = node("GreaterOrEqual", List.of(compared, limit), Map.of(), x.shape());
        return node("Cast", List.of(fired), Map.of("to", 1L), x.shape());
    }

    @Override
    public OnnxValue sigmoid(OnnxValue x) {
        return node("Sigmoid", List.of(x), Map.of(), x.shape());
    }

    @Override
    public OnnxValue gelu(OnnxValue x) {
        OnnxValue erf = node("Erf", List.of(scale(x, Math.sqrt(0.5))), Map.of(), x.shape());
        return scale(multiply(x, shift(erf, 1)), 0.5);
    }

    @Override
    public OnnxValue atan(OnnxValue x) {
        return node("Atan", List.of(x), Map.of(), x.shape());
    }

    @Override
    public OnnxValue log(OnnxValue x) {
        return node("Log", List.of(x), Map.of(), x.shape());
    }

    @Override
    public OnnxValue softplus(OnnxValue x) {
        return node("Softplus", List.of(x), Map.of(), x.shape());
    }

    @Override
    public OnnxValue softmax(OnnxValue x) {
        return node("Softmax", List.of(x), Map.of("axis", -1L), x.shape());
    }

    @Override
    public OnnxValue reshape(OnnxValue x, Shape shape) {
        return node("Reshape", List.of(x, new OnnxValue.Extents(shape.toLongArray())), Map.of(), shape);
    }

    @Override
    public OnnxValue concat(List<OnnxValue> parts, int axis) {
        int extent = parts.stream().mapToInt(p -> p.shape().get(axis)).sum();
        return node(
                "Concat",
                parts,
                Map.of("axis", (long) axis),
                parts.get(0).shape().with(axis, extent));
    }

    @Override
    public List<OnnxValue> split(OnnxValue x, int parts) {
        Shape each = x.shape().with(0, x.shape().get(0) / parts);
        long[] sizes = new long[parts];
        java.util.Arrays.fill(sizes, each.get(0));
        OnnxNode split =
                new OnnxNode(part, "Split", List.of(x, new OnnxValue.Extents(sizes)), Map.of("axis", 0L), parts);
        List<OnnxValue> results = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            results.add(new OnnxValue.Result(split, i, each));
        }
        return results;
    }

    @Override
    public OnnxValue sum(OnnxValue x, int axis) {
        OnnxValue axes = new OnnxValue.Extents(axis < 0 ? x.shape().rank() + axis : axis);
        return node(
                "ReduceSum", List.of(x, axes), Map.of("keepdims", 1L), x.shape().with(axis, 1));
    }

    @Override
    public OnnxValue averagePool(OnnxValue x, int size) {
        Shape s = x.shape();
        Map<String, Object> attributes =
                Map.of("kernel_shape", new long[] {size, size}, "strides", new long[] {size, size});
        return node(
                "AveragePool",
                List.of(x),
                attributes,
                s.with(2, s.get(2) / size).with(3, s.get(3) / size));
    }

    @Override
    public OnnxValue upsample2x(OnnxValue x) {
        Shape s = x.shape();
        return node(
                "Resize",
                List.of(x, NO_REGION, ENLARGEMENT),
                Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel"),
                s.with(2, s.get(2) * 2).with(3, s.get(3) * 2));
    }

    private OnnxValue scalar(float value) {
        return shared.scalars.computeIfAbsent(
                value, v -> new OnnxValue.Constant("scalar", new FloatTensor(Shape.of(), new float[] {v})));
    }

    private OnnxValue elementWise(String operator, OnnxValue a, OnnxValue b) {
        return node(operator, List.of(a, b), Map.of(), a.shape().broadcast(b.shape()));
    }

    private OnnxValue node(String operator, List<OnnxValue> inputs, Map<String, Object> attributes, Shape shape) {
        return new OnnxValue.Result(new OnnxNode(part, operator, inputs, attributes, 1), 0, shape);
    }
}
