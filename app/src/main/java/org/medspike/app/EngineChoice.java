package org.medspike.app;

import org.medspike.engine.kernel.Kernels;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.onnx.OnnxEngine;
import org.medspike.inference.spike.SpikeEngine;

/** The engines that segment and explain. */
public enum EngineChoice {
    /** Our own: fused kernels on this machine's vectors, plain loops where there are none. */
    JAVA,
    /** ONNX Runtime, a native library. */
    ONNX;

    /** A new engine. */
    public InferenceEngine create() {
        return this == JAVA ? new SpikeEngine() : new OnnxEngine();
    }

    /** Our own, except where this machine or this Java has no wide vectors and ONNX Runtime is many times faster. */
    public static EngineChoice preferred() {
        return Kernels.best().isVectorised() ? JAVA : ONNX;
    }
}
