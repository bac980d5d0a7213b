package org.medspike.engine.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises the attentions that SDSA is compared with: soft-max attention, equation (5), and Q-K token attention. */
final class AttentionForms {

    private AttentionForms() {}

    /** {@code V Softmax((s Q)^T K)^T}, tokens last. */
    static Recognition.@Nullable Form softmax(Value value) {
        if (!(value.op() instanceof Op.Reshape)
                || !(value.input(0).op() instanceof Op.MatMul)
                || !(value.input(0).input(1).op() instanceof Op.Transpose)
                || !(value.input(0).input(1).input(0).op() instanceof Op.Softmax)) {
            return null;
        }
        Value similarity = value.input(0).input(1).input(0).input(0);
        Value values = value.input(0).input(0);
        if (!(similarity.op() instanceof Op.MatMul) || !(similarity.input(0).op() instanceof Op.Transpose)) {
            return null;
        }
        Value queries = similarity.input(0).input(0);
        Value keys = similarity.input(1);
        if (!isReshape(queries)
                || !isReshape(keys)
                || !isReshape(values)
                || !(queries.input(0).op() instanceof Op.Scale scale)) {
            return null;
        }
        return new Recognition.Form(
                new Op.SoftmaxAttention(queries.shape().get(1), scale.factor()),
                List.of(queries.input(0).input(0), keys.input(0), values.input(0)));
    }

    /** Sum over the third of {@code [batch, heads, channels of a head, tokens]}. */
    static Recognition.@Nullable Form headSum(Value value) {
        if (value.op() instanceof Op.Reshape
                && value.input(0).op() instanceof Op.Sum sum
                && sum.axis() == 2
                && isReshape(value.input(0).input(0))
                && value.shape().get(1) == value.input(0).shape().get(1)) {
            return new Recognition.Form(
                    new Op.HeadSum(value.shape().get(1)),
                    List.of(value.input(0).input(0).input(0)));
        }
        return null;
    }

    /** One factor a head and token on {@code [batch, heads, channels of a head, tokens]}. */
    static Recognition.@Nullable Form headGate(Value value) {
        if (value.op() instanceof Op.Reshape
                && value.input(0).op() instanceof Op.Multiply
                && isReshape(value.input(0).input(0))
                && isReshape(value.input(0).input(1))
                && value.input(0).input(0).shape().get(2) == 1) {
            Value gate = value.input(0).input(0);
            return new Recognition.Form(
                    new Op.HeadGate(gate.shape().get(1)),
                    List.of(gate.input(0), value.input(0).input(1).input(0)));
        }
        return null;
    }

    private static boolean isReshape(Value value) {
        return value.op() instanceof Op.Reshape && value.shape().rank() == 4;
    }
}
