package org.medspike.engine.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the interactions of equation (9) in their linear form, whatever way their terms of rank one are added up.
 *
 * @param product the value that is {@code V^T K} of each head, {@code [batch, heads, width of v, width of k]}; null where
 *     no part of the expression needs it
 * @param queries Q, head by head; null likewise
 * @param values V, head by head; null likewise
 * @param activated factor of A = Q (K^T V)
 * @param keySums factor of 1^T (K^T V)
 * @param queryValueSums factor of (Q 1)(1^T V)
 * @param valueSums factor of 1^T V
 */
record InteractionForm(
        @Nullable Value product,
        @Nullable Value queries,
        @Nullable Value values,
        double activated,
        double keySums,
        double queryValueSums,
        double valueSums) {

    static Recognition.@Nullable Form find(Value value) {
        return value.op() instanceof Op.Scale scale ? find(value.input(0), scale.factor()) : find(value, 1);
    }

    private static Recognition.@Nullable Form find(Value value, double factor) {
        if (!(value.op() instanceof Op.Reshape)
                || value.shape().rank() != 4
                || value.input(0).shape().rank() != 4) {
            return null;
        }
        InteractionForm whole = of(value.input(0));
        InteractionForm form = whole == null ? null : whole.times(factor);
        if (form == null || form.product == null || form.queries == null) {
            return null;
        }
        Value q = whole(form.queries, value);
        Value k = whole(form.product.input(1).input(0), value);
        Value v = whole(form.product.input(0), value);
        if (q == null || k == null || v == null || (form.values != null && form.values != form.product.input(0))) {
            return null;
        }
        int heads = form.queries.shape().get(1);
        return new Recognition.Form(
                new Op.Interaction(heads, form.activated, form.keySums, form.queryValueSums, form.valueSums),
                List.of(q, k, v));
    }

    /** The feature map that was read head by head. */
    private static @Nullable Value whole(Value perHead, Value like) {
        if (perHead.op() instanceof Op.Reshape && perHead.input(0).shape().equals(like.shape())) {
            return perHead.input(0);
        }
        // With one head a single token or channel may leave nothing to reshape.
        return perHead.shape().equals(like.shape()) ? perHead : null;
    }

    private static @Nullable InteractionForm of(Value x) {
        if (x.op() instanceof Op.MatMul && isProduct(x.input(0))) {
            return new InteractionForm(x.input(0), x.input(1), null, 1, 0, 0, 0);
        }
        if (x.op() instanceof Op.Sum sum && sum.axis() == 3) {
            return isProduct(x.input(0))
                    ? new InteractionForm(x.input(0), null, null, 0, 1, 0, 0)
                    : new InteractionForm(null, null, x.input(0), 0, 0, 0, 1);
        }
        if (x.op() instanceof Op.Multiply
                && x.input(0).op() instanceof Op.Sum ofValues
                && ofValues.axis() == 3
                && x.input(1).op() instanceof Op.Sum ofQueries
                && ofQueries.axis() == 2) {
            return new InteractionForm(null, x.input(1).input(0), x.input(0).input(0), 0, 0, 1, 0);
        }
        if (x.op() instanceof Op.Scale scale) {
            InteractionForm inner = of(x.input(0));
            return inner == null ? null : inner.times(scale.factor());
        }
        if (x.op() instanceof Op.Subtract || x.op() instanceof Op.Add) {
            InteractionForm left = of(x.input(0));
            InteractionForm right = of(x.input(1));
            return left == null || right == null ? null : left.plus(right, x.op() instanceof Op.Add ? 1 : -1);
        }
        return null;
    }

    private static boolean isProduct(Value x) {
        return x.op() instanceof Op.MatMul && x.input(1).op() instanceof Op.Transpose;
    }

    private InteractionForm times(double factor) {
        return new InteractionForm(
                product,
                queries,
                values,
                activated * factor,
                keySums * factor,
                queryValueSums * factor,
                valueSums * factor);
    }

    private @Nullable InteractionForm plus(InteractionForm other, double sign) {
        if (differ(product, other.product) || differ(queries, other.queries) || differ(values, other.values)) {
            return null;
        }
        return new InteractionForm(
                product != null ? product : other.product,
                queries != null ? queries : other.queries,
                values != null ? values : other.values,
                activated + sign * other.activated,
                keySums + sign * other.keySums,
                queryValueSums + sign * other.queryValueSums,
                valueSums + sign * other.valueSums);
    }

    private static boolean differ(@Nullable Value a, @Nullable Value b) {
        return a != null && b != null && a != b;
    }
}
