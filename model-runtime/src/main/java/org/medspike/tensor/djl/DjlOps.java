package org.medspike.tensor.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;

/**
 * The algebra over DJL's PyTorch arrays.
 *
 * <p>Results belong to the manager of the first operand, so a step that makes its input in a sub-manager frees all of
 * its results by closing that manager. Constants belong to the manager given here and must outlive every backward
 * pass: DJL's {@code mul(Number)} wraps a Java buffer that autograd would read after it was freed, which is why factors
 * are kept as arrays of our own. Not thread safe.
 */
public final class DjlOps implements TensorOps<NDArray> {

    private static final int BILINEAR = 2;

    private final NDManager constantManager;
    private final boolean gradients;
    private final boolean batchStatistics;
    private final boolean movesStatistics;
    private final Predicate<String> frozen;
    private final Map<Float, NDArray> constants;

    /**
     * An algebra whose constants live as long as a manager.
     *
     * @param constantManager outlives all that is computed here; still owned by the caller
     * @param training whether batch normalisation uses the batch's statistics and spikes carry surrogate gradients
     */
    public DjlOps(NDManager constantManager, boolean training) {
        this(constantManager, training, part -> false);
    }

    /**
     * An algebra in which some parts of the network do not learn.
     *
     * @param frozen parts, by name, that normalise by their running statistics even in training
     */
    public DjlOps(NDManager constantManager, boolean training, Predicate<String> frozen) {
        this(constantManager, training, training, true, frozen, new HashMap<>());
    }

    private DjlOps(
            NDManager constantManager,
            boolean gradients,
            boolean batchStatistics,
            boolean movesStatistics,
            Predicate<String> frozen,
            Map<Float, NDArray> constants) {
        this.constantManager = constantManager;
        this.gradients = gradients;
        this.batchStatistics = batchStatistics;
        this.movesStatistics = movesStatistics;
        this.frozen = frozen;
        this.constants = constants;
    }

    /** The same algebra, but running statistics stay as they are: for what will be computed a second time. */
    public DjlOps withoutMovingStatistics() {
        return new DjlOps(constantManager, gradients, batchStatistics, false, frozen, constants);
    }

    @Override
    public TensorOps<NDArray> within(String part) {
        return batchStatistics && frozen.test(part)
                ? new DjlOps(constantManager, gradients, false, false, frozen, constants)
                : this;
    }

    @Override
    public boolean usesBatchStatistics() {
        return batchStatistics;
    }

    @Override
    public Shape shape(NDArray x) {
        long[] extents = x.getShape().getShape();
        int[] dimensions = new int[extents.length];
        for (int i = 0; i < extents.length; i++) {
            dimensions[i] = Math.toIntExact(extents[i]);
        }
        return Shape.of(dimensions);
    }

    @Override
    public NDArray conv2d(NDArray x, NDArray weight, @Nullable NDArray bias, Window window) {
        return Conv2d.conv2d(
                        x, weight, bias, square(window.stride()), square(window.padding()), square(1), window.groups())
                .singletonOrThrow();
    }

    @Override
    public NDArray batchNorm(NDArray x, NormStatistics<NDArray> s) {
        return BatchNorm.batchNorm(
                        x,
                        s.mean(),
                        s.variance(),
                        s.scale(),
                        s.shift(),
                        1,
                        // DJL means the share that the statistics keep, not that of the new batch.
                        movesStatistics ? 1 - NormStatistics.MOMENTUM : 1,
                        NormStatistics.EPSILON,
                        batchStatistics)
                .singletonOrThrow();
    }

    @Override
    public NDArray matMul(NDArray a, NDArray b) {
        return a.matMul(b);
    }

    @Override
    public NDArray transpose(NDArray x) {
        int rank = x.getShape().dimension();
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = i;
        }
        axes[rank - 1] = rank - 2;
        axes[rank - 2] = rank - 1;
        return x.transpose(axes);
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray subtract(NDArray a, NDArray b) {
        return a.sub(b);
    }

    @Override
    public NDArray multiply(NDArray a, NDArray b) {
        return a.mul(b);
    }

    @Override
    public NDArray divide(NDArray a, NDArray b) {
        return a.div(b);
    }

    @Override
    public NDArray scale(NDArray x, double factor) {
        return x.mul(constants.computeIfAbsent((float) factor, constantManager::create));
    }

    @Override
    public NDArray shift(NDArray x, double offset) {
        return x.add((float) offset);
    }

    @Override
    public NDArray spike(NDArray x, Surrogate surrogate) {
        NDArray hard = x.gte(0f).toType(DataType.FLOAT32, false);
        if (!gradients) {
            return hard;
        }
        // Straight through: the value is the step's, exactly; the gradient is the smooth step's.
        NDArray soft = surrogate.smoothStep(this, x);
        return soft.add(hard.sub(soft).stopGradient());
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return x.getNDArrayInternal().sigmoid();
    }

    @Override
    public NDArray gelu(NDArray x) {
        return x.getNDArrayInternal().gelu();
    }

    @Override
    public NDArray atan(NDArray x) {
        return x.atan();
    }

    @Override
    public NDArray log(NDArray x) {
        return x.log();
    }

    @Override
    public NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }

    @Override
    public NDArray softmax(NDArray x) {
        return x.softmax(-1);
    }

    @Override
    public NDArray reshape(NDArray x, Shape shape) {
        return x.reshape(shape.toLongArray());
    }

    @Override
    public NDArray concat(List<NDArray> parts, int axis) {
        return parts.size() == 1 ? parts.get(0) : NDArrays.concat(new NDList(parts), axis);
    }

    @Override
    public List<NDArray> split(NDArray x, int parts) {
        return parts == 1 ? List.of(x) : x.split(parts);
    }

    @Override
    public NDArray sum(NDArray x, int axis) {
        return x.sum(new int[] {axis}, true);
    }

    @Override
    public NDArray averagePool(NDArray x, int size) {
        return Pool.avgPool2d(x, square(size), square(size), square(0), false, true);
    }

    @Override
    public NDArray upsample2x(NDArray x) {
        ai.djl.ndarray.types.Shape shape = x.getShape();
        long[] size = {shape.get(2) * 2, shape.get(3) * 2};
        return JniUtils.interpolate((PtNDArray) x, size, BILINEAR, false);
    }

    private static ai.djl.ndarray.types.Shape square(int extent) {
        return new ai.djl.ndarray.types.Shape(extent, extent);
    }
}
