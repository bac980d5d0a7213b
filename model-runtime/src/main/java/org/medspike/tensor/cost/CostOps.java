package org.medspike.tensor.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;

/**
 * Counts the multiply-accumulates of convolutions and matrix products, as the paper's figures do; element-wise work,
 * normalisation (which folds into convolutions) and enlargement are not counted.
 *
 * <p>Counts go to a {@link CostLedger} under the part of the network that does the work.
 */
public final class CostOps implements TensorOps<CostTensor> {

    private final CostLedger ledger;
    private final String part;

    /** Counts into a ledger, from the top of the network. */
    public CostOps(CostLedger ledger) {
        this(ledger, "");
    }

    private CostOps(CostLedger ledger, String part) {
        this.ledger = ledger;
        this.part = part;
    }

    @Override
    public TensorOps<CostTensor> within(String inner) {
        return new CostOps(ledger, inner);
    }

    @Override
    public boolean foldsTime() {
        return false;
    }

    @Override
    public Shape shape(CostTensor x) {
        return x.shape();
    }

    @Override
    public CostTensor conv2d(CostTensor x, CostTensor weight, @Nullable CostTensor bias, Window window) {
        ledger.addMacs(part, window.macs(x.shape(), weight.shape()), x.spikes());
        return CostTensor.dense(window.output(x.shape(), weight.shape()));
    }

    @Override
    public CostTensor matMul(CostTensor a, CostTensor b) {
        Shape out = a.shape().with(-1, b.shape().get(-1));
        ledger.addMacs(part, out.elementCount() * a.shape().get(-1), a.spikes() || b.spikes());
        return CostTensor.dense(out);
    }

    @Override
    public CostTensor batchNorm(CostTensor x, NormStatistics<CostTensor> statistics) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor transpose(CostTensor x) {
        Shape s = x.shape();
        return new CostTensor(s.with(-1, s.get(-2)).with(-2, s.get(-1)), x.spikes());
    }

    @Override
    public CostTensor add(CostTensor a, CostTensor b) {
        return elementWise(a, b);
    }

    @Override
    public CostTensor subtract(CostTensor a, CostTensor b) {
        return elementWise(a, b);
    }

    @Override
    public CostTensor multiply(CostTensor a, CostTensor b) {
        return new CostTensor(a.shape().broadcast(b.shape()), a.spikes() && b.spikes());
    }

    @Override
    public CostTensor divide(CostTensor a, CostTensor b) {
        return elementWise(a, b);
    }

    @Override
    public CostTensor scale(CostTensor x, double factor) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor shift(CostTensor x, double offset) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor spike(CostTensor x, Surrogate surrogate) {
        return new CostTensor(x.shape(), true);
    }

    @Override
    public CostTensor sigmoid(CostTensor x) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor gelu(CostTensor x) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor atan(CostTensor x) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor log(CostTensor x) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor softplus(CostTensor x) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor softmax(CostTensor x) {
        return CostTensor.dense(x.shape());
    }

    @Override
    public CostTensor reshape(CostTensor x, Shape shape) {
        return new CostTensor(shape, x.spikes());
    }

    @Override
    public CostTensor concat(List<CostTensor> parts, int axis) {
        int extent = parts.stream().mapToInt(p -> p.shape().get(axis)).sum();
        boolean spikes = parts.stream().allMatch(CostTensor::spikes);
        return new CostTensor(parts.get(0).shape().with(axis, extent), spikes);
    }

    @Override
    public List<CostTensor> split(CostTensor x, int parts) {
        CostTensor part = new CostTensor(x.shape().with(0, x.shape().get(0) / parts), x.spikes());
        return java.util.Collections.nCopies(parts, part);
    }

    @Override
    public CostTensor sum(CostTensor x, int axis) {
        return CostTensor.dense(x.shape().with(axis, 1));
    }

    @Override
    public CostTensor averagePool(CostTensor x, int size) {
        Shape s = x.shape();
        return CostTensor.dense(s.with(2, s.get(2) / size).with(3, s.get(3) / size));
    }

    @Override
    public CostTensor upsample2x(CostTensor x) {
        Shape s = x.shape();
        return CostTensor.dense(s.with(2, s.get(2) * 2).with(3, s.get(3) * 2));
    }

    private static CostTensor elementWise(CostTensor a, CostTensor b) {
        return CostTensor.dense(a.shape().broadcast(b.shape()));
    }
}
