/**
 * The algebra as a graph in the ONNX format (opset 17), for engines that other people wrote.
 *
 * <p>{@link org.medspike.tensor.onnx.OnnxOps} builds an immutable graph of values and rewrites as it goes: batch
 * normalisation folds into the convolution before it, a threshold into the comparison; what no output needs is never
 * written. {@link org.medspike.tensor.onnx.OnnxModel} writes the file. Running it stays out.
 */
@NullMarked
package org.medspike.tensor.onnx;

import org.jspecify.annotations.NullMarked;
