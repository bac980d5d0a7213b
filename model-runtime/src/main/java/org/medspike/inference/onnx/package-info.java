/** Inference by ONNX Runtime on a graph that is compiled from the bundle when it is loaded. */
@NullMarked
package org.medspike.inference.onnx;

import org.jspecify.annotations.NullMarked;
