/**
 * The algebra in which the network is written once, and the values it works on.
 *
 * <p>{@link org.medspike.tensor.TensorOps} is the contract; each sub-package gives it a meaning: {@code djl} remembers
 * gradients, {@code onnx} builds a graph, {@code cost} counts, {@code activity} looks on while another one computes, {@code
 * reference} computes naively in double precision and judges the others. {@link org.medspike.tensor.Weights} are named
 * arrays, {@link org.medspike.tensor.Safetensors} is their file. What a network or a layer is stays out: see {@code
 * org.medspike.network}.
 */
@NullMarked
package org.medspike.tensor;

import org.jspecify.annotations.NullMarked;
