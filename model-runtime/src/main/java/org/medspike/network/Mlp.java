package org.medspike.network;

/**
 * The attention's channel mixer: 1x1, depth-wise 3x3, neuron, 1x1.
 *
 * @param <T> the tensor type
 */
final class Mlp<T> {

    private final Convolution<T> expand;
    private final SpikeBranch<T> branch;

    Mlp(Scope<T> scope, int in, int out) {
        expand = Convolution.pointWise(scope.child("expand"), in, out);
        branch = new SpikeBranch<>(scope.child("branch"), out);
    }

    Sequence<T> apply(Sequence<T> x) {
        return branch.apply(expand.apply(x)).output();
    }
}
