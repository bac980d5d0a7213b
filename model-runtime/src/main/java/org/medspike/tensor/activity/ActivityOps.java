package org.medspike.tensor.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.ParameterSource;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;
import org.medspike.tensor.cost.CostOps;
import org.medspike.tensor.cost.CostTensor;

/**
 * Lets another meaning of the algebra compute, unchanged, and writes down what spikes do meanwhile.
 *
 * <p>Each value has a twin in {@link CostOps}, which knows what is a spike and counts multiply-accumulates (MACs). Beside
 * that, spike operations are measured on the very operands of each convolution and matrix product:
 *
 * <ul>
 *   <li>one operand of spikes: MACs times the fraction of ones in that operand, because a one causes an accumulate of the
 *       other operand's value at each place that it feeds, and a zero causes nothing. Exact for 1x1 convolutions and
 *       matrix products; for larger kernels the smaller fan-out of neurons at the border is neglected, as the MACs
 *       themselves include the padding's zeros;
 *   <li>both operands spikes, as in {@code K^T V}: the number of pairs in which both are one, which is the sum of the
 *       result; a pair of which one is silent causes nothing;
 *   <li>no spikes: none, the MACs are dense.
 * </ul>
 *
 * <p>The firing rate is measured at each {@link #spike}. Element-wise work, normalisation, sums and neuron updates are not
 * counted.
 *
 * @param <T> the other meaning's tensor type
 */
public final class ActivityOps<T> implements TensorOps<ActivityTensor<T>> {

    private final TensorOps<T> inner;
    private final TensorOps<CostTensor> cost;
    private final ToDoubleFunction<T> sum;
    private final ActivityLedger ledger;
    private final String part;

    /**
     * Looks on from the top of the network.
     *
     * @param inner what computes
     * @param sum the sum of all elements of a tensor
     * @param ledger where it is written down; a fresh one for each run
     */
    public ActivityOps(TensorOps<T> inner, ToDoubleFunction<T> sum, ActivityLedger ledger) {
        this(inner, new CostOps(ledger.cost()), sum, ledger, "");
    }

    private ActivityOps(
            TensorOps<T> inner,
            TensorOps<CostTensor> cost,
            ToDoubleFunction<T> sum,
            ActivityLedger ledger,
            String part) {
        this.inner = inner;
        this.cost = cost;
        this.sum = sum;
        this.ledger = ledger;
        this.part = part;
    }

    /** A tensor of ordinary numbers, for instance the image. */
    public ActivityTensor<T> dense(T value) {
        return new ActivityTensor<>(value, CostTensor.dense(inner.shape(value)));
    }

    /** Parameters of the other meaning. */
    public ParameterSource<ActivityTensor<T>> dense(ParameterSource<T> parameters) {
        return spec -> dense(parameters.get(spec));
    }

    @Override
    public TensorOps<ActivityTensor<T>> within(String innerPart) {
        return new ActivityOps<>(inner.within(innerPart), cost.within(innerPart), sum, ledger, innerPart);
    }

    @Override
    public boolean usesBatchStatistics() {
        return inner.usesBatchStatistics();
    }

    @Override
    public boolean foldsTime() {
        return inner.foldsTime();
    }

    @Override
    public Shape shape(ActivityTensor<T> x) {
        return inner.shape(x.value());
    }

    @Override
    public ActivityTensor<T> spike(ActivityTensor<T> x, Surrogate surrogate) {
        T spikes = inner.spike(x.value(), surrogate);
        ledger.addSpikes(part, x.counted().shape().elementCount(), sum.applyAsDouble(spikes));
        return new ActivityTensor<>(spikes, cost.spike(x.counted(), surrogate));
    }

    @Override
    public ActivityTensor<T> conv2d(
            ActivityTensor<T> x, ActivityTensor<T> weight, @Nullable ActivityTensor<T> bias, Window window) {
        long macs = window.macs(x.counted().shape(), weight.counted().shape());
        ledger.addSpikeOperations(part, x.counted().spikes() ? macs * fractionOfOnes(x) : 0);
        return new ActivityTensor<>(
                inner.conv2d(x.value(), weight.value(), bias == null ? null : bias.value(), window),
                cost.conv2d(x.counted(), weight.counted(), bias == null ? null : bias.counted(), window));
    }

    @Override
    public ActivityTensor<T> matMul(ActivityTensor<T> a, ActivityTensor<T> b) {
        ActivityTensor<T> product =
                new ActivityTensor<>(inner.matMul(a.value(), b.value()), cost.matMul(a.counted(), b.counted()));
        double macs = (double) product.counted().shape().elementCount()
                * a.counted().shape().get(-1);
        double operations = 0;
        if (a.counted().spikes() && b.counted().spikes()) {
            operations = sum.applyAsDouble(product.value());
        } else if (a.counted().spikes()) {
            operations = macs * fractionOfOnes(a);
        } else if (b.counted().spikes()) {
            operations = macs * fractionOfOnes(b);
        }
        ledger.addSpikeOperations(part, operations);
        return product;
    }

    private double fractionOfOnes(ActivityTensor<T> spikes) {
        return sum.applyAsDouble(spikes.value()) / spikes.counted().shape().elementCount();
    }

    @Override
    public ActivityTensor<T> batchNorm(ActivityTensor<T> x, NormStatistics<ActivityTensor<T>> s) {
        NormStatistics<T> values = new NormStatistics<>(
                s.scale().value(),
                s.shift().value(),
                s.mean().value(),
                s.variance().value());
        return changed(x, inner.batchNorm(x.value(), values));
    }

    @Override
    public ActivityTensor<T> transpose(ActivityTensor<T> x) {
        return new ActivityTensor<>(inner.transpose(x.value()), cost.transpose(x.counted()));
    }

    @Override
    public ActivityTensor<T> add(ActivityTensor<T> a, ActivityTensor<T> b) {
        return new ActivityTensor<>(inner.add(a.value(), b.value()), cost.add(a.counted(), b.counted()));
    }

    @Override
    public ActivityTensor<T> subtract(ActivityTensor<T> a, ActivityTensor<T> b) {
        return new ActivityTensor<>(inner.subtract(a.value(), b.value()), cost.subtract(a.counted(), b.counted()));
    }

    @Override
    public ActivityTensor<T> multiply(ActivityTensor<T> a, ActivityTensor<T> b) {
        return new ActivityTensor<>(inner.multiply(a.value(), b.value()), cost.multiply(a.counted(), b.counted()));
    }

    @Override
    public ActivityTensor<T> divide(ActivityTensor<T> a, ActivityTensor<T> b) {
        return new ActivityTensor<>(inner.divide(a.value(), b.value()), cost.divide(a.counted(), b.counted()));
    }

    @Override
    public ActivityTensor<T> scale(ActivityTensor<T> x, double factor) {
        return changed(x, inner.scale(x.value(), factor));
    }

    @Override
    public ActivityTensor<T> shift(ActivityTensor<T> x, double offset) {
        return changed(x, inner.shift(x.value(), offset));
    }

    @Override
    public ActivityTensor<T> sigmoid(ActivityTensor<T> x) {
        return curve(x, inner::sigmoid);
    }

    @Override
    public ActivityTensor<T> gelu(ActivityTensor<T> x) {
        return curve(x, inner::gelu);
    }

    @Override
    public ActivityTensor<T> atan(ActivityTensor<T> x) {
        return curve(x, inner::atan);
    }

    @Override
    public ActivityTensor<T> log(ActivityTensor<T> x) {
        return curve(x, inner::log);
    }

    @Override
    public ActivityTensor<T> softplus(ActivityTensor<T> x) {
        return curve(x, inner::softplus);
    }

    @Override
    public ActivityTensor<T> softmax(ActivityTensor<T> x) {
        return curve(x, inner::softmax);
    }

    @Override
    public ActivityTensor<T> reshape(ActivityTensor<T> x, Shape shape) {
        return new ActivityTensor<>(inner.reshape(x.value(), shape), cost.reshape(x.counted(), shape));
    }

    @Override
    public ActivityTensor<T> concat(List<ActivityTensor<T>> parts, int axis) {
        return new ActivityTensor<>(
                inner.concat(parts.stream().map(ActivityTensor::value).toList(), axis),
                cost.concat(parts.stream().map(ActivityTensor::counted).toList(), axis));
    }

    @Override
    public List<ActivityTensor<T>> split(ActivityTensor<T> x, int parts) {
        List<T> values = inner.split(x.value(), parts);
        List<CostTensor> counted = cost.split(x.counted(), parts);
        List<ActivityTensor<T>> results = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            results.add(new ActivityTensor<>(values.get(i), counted.get(i)));
        }
        return results;
    }

    @Override
    public ActivityTensor<T> sum(ActivityTensor<T> x, int axis) {
        return new ActivityTensor<>(inner.sum(x.value(), axis), cost.sum(x.counted(), axis));
    }

    @Override
    public ActivityTensor<T> mean(ActivityTensor<T> x, int axis) {
        return new ActivityTensor<>(inner.mean(x.value(), axis), cost.mean(x.counted(), axis));
    }

    @Override
    public ActivityTensor<T> averagePool(ActivityTensor<T> x, int size) {
        return new ActivityTensor<>(inner.averagePool(x.value(), size), cost.averagePool(x.counted(), size));
    }

    @Override
    public ActivityTensor<T> upsample2x(ActivityTensor<T> x) {
        return new ActivityTensor<>(inner.upsample2x(x.value()), cost.upsample2x(x.counted()));
    }

    private ActivityTensor<T> curve(ActivityTensor<T> x, UnaryOperator<T> function) {
        return changed(x, function.apply(x.value()));
    }

    /** A result of the same extents that is no spike any more. */
    private ActivityTensor<T> changed(ActivityTensor<T> x, T value) {
        return new ActivityTensor<>(value, CostTensor.dense(x.counted().shape()));
    }
}
