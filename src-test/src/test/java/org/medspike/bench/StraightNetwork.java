package org.medspike.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.network.SoftmaxAttention;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Weights;

/**
 * The default network and its training step written down once more, straight in PyTorch's operators through DJL and
 * with DJL's own Adam: no algebra, no sequences, no scopes. What our way costs is the difference to this.
 */
final class StraightNetwork implements AutoCloseable {

    private final NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<Float, NDArray> constants = new LinkedHashMap<>();
    private final List<String> learned = new ArrayList<>();
    private final boolean spiking;
    private final int steps;
    private final int heads;
    private final Optimizer adam = Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed(0.002f))
            .optClipGrad(1e9f)
            .build();

    /** A network with these weights; as the ANN twin where it does not spike. */
    StraightNetwork(NetworkConfig config, Weights weights, boolean spiking) {
        this.spiking = spiking;
        steps = spiking ? config.timeSteps() : 1;
        heads = config.heads();
        for (ParameterSpec spec :
                NetworkCost.declare(spiking ? config : config.twin()).parameters()) {
            FloatTensor value = weights.require(spec);
            NDArray array =
                    manager.create(value.values(), new Shape(value.shape().toLongArray()));
            if (spiking && spec.role().learned()) {
                array.setRequiresGradient(true);
                learned.add(spec.name());
            }
            parameters.put(spec.name(), array);
        }
    }

    private record Output(NDArray logits, List<NDArray> stageLogits) {}

    /** One step of training; returns the loss. */
    float step(float[] images, float[] masks, int count, int size, StraightNetwork teacher) {
        for (String name : learned) {
            try (NDArray gradient = parameters.get(name).getGradient()) {
                gradient.subi(gradient);
            }
        }
        try (NDManager step = manager.newSubManager()) {
            NDArray image = step.create(images, new Shape(count, 3, size, size));
            NDArray truth = step.create(masks, new Shape(count, 1, size, size));
            List<NDArray> teacherMasks = new ArrayList<>();
            try (NDManager passing = step.newSubManager()) {
                NDArray own = passing.create(images, new Shape(count, 3, size, size));
                for (NDArray logits : teacher.forward(own, false).stageLogits()) {
                    NDArray mask = logits.getNDArrayInternal().sigmoid();
                    mask.attach(step);
                    teacherMasks.add(mask);
                }
            }
            float value;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray loss = loss(forward(image, true), truth, teacherMasks);
                value = loss.toFloatArray()[0];
                collector.backward(loss);
            }
            for (String name : learned) {
                NDArray parameter = parameters.get(name);
                try (NDArray gradient = parameter.getGradient()) {
                    adam.update(name, parameter, gradient);
                }
            }
            return value;
        }
    }

    private NDArray constant(float value) {
        return constants.computeIfAbsent(value, manager::create);
    }

    private NDArray loss(Output output, NDArray truth, List<NDArray> teacher) {
        NDArray total = segmentation(output.logits(), truth);
        NDArray target = truth;
        for (int stage = 0; stage < 4; stage++) {
            NDArray logits = output.stageLogits().get(stage);
            total = total.add(segmentation(logits, target).mul(constant(0.1f)));
            NDArray student = logits.getNDArrayInternal().sigmoid();
            NDArray log = logits.neg().getNDArrayInternal().softPlus().neg();
            NDArray teacherLog = teacher.get(stage).add(1e-4f).log();
            total = total.add(student.mul(log.sub(teacherLog)).mean());
            total = total.add(student.sub(teacher.get(stage)).square().mean());
            target = Pool.maxPool2d(target, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
        }
        return total;
    }

    private NDArray segmentation(NDArray logits, NDArray truth) {
        NDArray crossEntropy =
                logits.getNDArrayInternal().softPlus().sub(logits.mul(truth)).mean();
        int[] pixels = {1, 2, 3};
        NDArray p = logits.getNDArrayInternal().sigmoid();
        NDArray shared = p.mul(truth).sum(pixels);
        NDArray squares = p.square().sum(pixels).add(truth.square().sum(pixels));
        NDArray dice = shared.mul(constant(2)).add(1f).div(squares.add(1f)).mean();
        return crossEntropy.sub(dice).add(1f);
    }

    private Output forward(NDArray image, boolean training) {
        List<NDArray> features = new ArrayList<>();
        List<NDArray> masks = new ArrayList<>();
        NDArray x = image;
        for (int i = 1; i <= 4; i++) {
            String stage = "stage" + i;
            NDArray convolved = convNorm(stage + ".embedding.convolution", x, 1, 1, 1, training);
            boolean constant = i == 1 && steps > 1;
            NDArray dw = depthWise(stage + ".embedding.depth_wise", convolved, training);
            NDArray embedded = repeated(convolved, constant).add(fire(dw, training, constant));
            NDArray attended = attention(i, stage + ".attention", embedded, training);
            masks.add(mask(stage + ".mask_head", attended, training));
            NDArray encoded = attended.add(embedded);
            features.add(encoded);
            if (i < 4) {
                x = convNorm("halving" + i, encoded, 2, 0, 1, training);
            }
        }
        NDArray fused = spikeConv("fusion4.spike_conv", features.get(3), training);
        for (int i = 3; i >= 1; i--) {
            NDArray reduced = convNorm("fusion" + i + ".reduce", fused, 1, 1, 1, training);
            long[] size = {reduced.getShape().get(2) * 2, reduced.getShape().get(3) * 2};
            NDArray enlarged = JniUtils.interpolate((PtNDArray) reduced, size, 2, false);
            fused = spikeConv("fusion" + i + ".spike_conv", features.get(i - 1).add(enlarged), training);
        }
        NDArray head = convNorm("head.convolution", mean(fused), 1, 1, 1, training);
        return new Output(logit("head.logit", head), masks);
    }

    private NDArray attention(int stage, String name, NDArray x, boolean training) {
        NDArray q = projection(name + ".query", x, training);
        NDArray k = projection(name + ".key", x, training);
        NDArray v = projection(name + ".value", x, training);
        if (!spiking) {
            NDArray attended = branch(name + ".branch", softmaxAttention(stage, q, k, v), training);
            return mixer(name + ".mixer", attended, v, training);
        }
        q = fire(q, training, false);
        k = fire(k, training, false);
        v = fire(v, training, false);
        Shape shape = x.getShape();
        long channels = shape.get(1);
        long tokens = shape.get(2) * shape.get(3);
        Shape perHead = new Shape(shape.get(0), heads, channels / heads, tokens);
        NDArray qh = q.reshape(perHead);
        NDArray kh = k.reshape(perHead);
        NDArray vh = v.reshape(perHead);
        NDArray kv = vh.matMul(kh.transpose(0, 1, 3, 2));
        NDArray aa = kv.matMul(qh);
        NDArray keySums = kv.sum(new int[] {3}, true);
        NDArray ia = keySums.sub(aa);
        NDArray valueSums = vh.sum(new int[] {3}, true);
        NDArray ai = valueSums.mul(qh.sum(new int[] {2}, true)).sub(aa);
        NDArray ii = valueSums.mul(constant(channels / heads)).sub(keySums).sub(ai);
        float scale = (float) (1 / (Math.sqrt(channels) * tokens));
        NDArray agreeing = branch(name + ".aa", scaled(aa, shape, scale), training)
                .add(branch(name + ".ii", scaled(ii, shape, scale), training));
        NDArray disagreeing = branch(name + ".ai", scaled(ai, shape, scale), training)
                .add(branch(name + ".ia", scaled(ia, shape, scale), training));
        return mixer(name + ".mixer", NDArrays.concat(new NDList(agreeing, disagreeing), 1), v, training);
    }

    private NDArray scaled(NDArray term, Shape shape, float scale) {
        return term.reshape(shape).mul(constant(scale));
    }

    private NDArray softmaxAttention(int stage, NDArray q, NDArray k, NDArray v) {
        Shape shape = q.getShape();
        int block = SoftmaxAttention.reduction(stage, (int) shape.get(2), (int) shape.get(3));
        NDArray queries = heads(q.mul(constant((float) (1 / Math.sqrt(shape.get(1))))));
        NDArray keys = heads(pooled(k, block));
        NDArray values = heads(pooled(v, block));
        NDArray weights = queries.transpose(0, 1, 3, 2).matMul(keys).softmax(-1);
        return values.matMul(weights.transpose(0, 1, 3, 2)).reshape(shape);
    }

    private NDArray heads(NDArray x) {
        Shape s = x.getShape();
        return x.reshape(s.get(0), heads, s.get(1) / heads, s.get(2) * s.get(3));
    }

    private static NDArray pooled(NDArray x, int block) {
        Shape side = new Shape(block, block);
        return block == 1 ? x : Pool.avgPool2d(x, side, side, new Shape(0, 0), false, true);
    }

    private NDArray mixer(String name, NDArray attended, NDArray v, boolean training) {
        NDArray mixed = mlp(name + ".first", attended, training).add(v);
        return mixed.add(mlp(name + ".second", mixed, training));
    }

    private NDArray mlp(String name, NDArray x, boolean training) {
        return branch(name + ".branch", convNorm(name + ".expand", x, 1, 0, 1, training), training);
    }

    private NDArray branch(String name, NDArray x, boolean training) {
        NDArray fired = fire(depthWise(name + ".depth_wise", x, training), training, false);
        return convNorm(name + ".point_wise", fired, 1, 0, 1, training);
    }

    private NDArray spikeConv(String name, NDArray x, boolean training) {
        NDArray once = x.add(branch(name + ".first", x, training));
        return once.add(branch(name + ".second", once, training));
    }

    private NDArray projection(String name, NDArray x, boolean training) {
        NDArray local = conv(name + ".depth_wise", x, 1, 1, (int) x.getShape().get(1));
        return convNorm(name + ".point_wise", local, 1, 0, 1, training);
    }

    private NDArray mask(String name, NDArray attended, boolean training) {
        NDArray local = depthWise(name + ".depth_wise", mean(attended), training);
        return logit(name + ".logit", convNorm(name + ".point_wise", local, 1, 0, 1, training));
    }

    private NDArray depthWise(String name, NDArray x, boolean training) {
        return convNorm(name, x, 1, 1, (int) x.getShape().get(1), training);
    }

    private NDArray convNorm(String name, NDArray x, int stride, int padding, int groups, boolean training) {
        NDArray y = conv(name, x, stride, padding, groups);
        return BatchNorm.batchNorm(
                        y,
                        parameters.get(name + ".norm.running_mean"),
                        parameters.get(name + ".norm.running_var"),
                        parameters.get(name + ".norm.weight"),
                        parameters.get(name + ".norm.bias"),
                        1,
                        0.9f,
                        1e-5f,
                        training)
                .singletonOrThrow();
    }

    private NDArray conv(String name, NDArray x, int stride, int padding, int groups) {
        return Conv2d.conv2d(
                        x,
                        parameters.get(name + ".weight"),
                        null,
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        groups)
                .singletonOrThrow();
    }

    private NDArray logit(String name, NDArray x) {
        return Conv2d.conv2d(
                        x,
                        parameters.get(name + ".weight"),
                        parameters.get(name + ".bias"),
                        new Shape(1, 1),
                        new Shape(0, 0),
                        new Shape(1, 1),
                        1)
                .singletonOrThrow();
    }

    private NDArray mean(NDArray x) {
        if (steps == 1) {
            return x;
        }
        Shape shape = x.getShape();
        long batch = shape.get(0) / steps;
        return x.reshape(steps, batch, shape.get(1), shape.get(2), shape.get(3)).mean(new int[] {0});
    }

    private NDArray repeated(NDArray x, boolean constant) {
        if (!constant) {
            return x;
        }
        NDList copies = new NDList();
        for (int t = 0; t < steps; t++) {
            copies.add(x);
        }
        return NDArrays.concat(copies, 0);
    }

    /** LIF over the time steps that are folded into the batch, or the twin's GELU. */
    private NDArray fire(NDArray current, boolean training, boolean constant) {
        if (!spiking) {
            return current.getNDArrayInternal().gelu();
        }
        NDList inputs = constant || steps == 1 ? new NDList(current) : current.split(steps);
        NDList spikes = new NDList();
        NDArray rest = null;
        for (int t = 0; t < steps; t++) {
            NDArray input = inputs.get(Math.min(t, inputs.size() - 1));
            NDArray membrane = rest == null ? input : rest.add(input);
            NDArray distance = membrane.sub(1f);
            NDArray spike = distance.gte(0f).toType(DataType.FLOAT32, false);
            if (training) {
                NDArray soft = distance.mul(constant(4)).getNDArrayInternal().sigmoid();
                spike = soft.add(spike.sub(soft).stopGradient());
            }
            spikes.add(spike);
            if (t + 1 < steps) {
                rest = membrane.sub(spike).mul(constant(0.5f));
            }
        }
        return steps == 1 ? spikes.get(0) : NDArrays.concat(spikes, 0);
    }

    @Override
    public void close() {
        manager.close();
    }
}
