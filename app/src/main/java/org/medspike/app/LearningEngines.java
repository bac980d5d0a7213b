package org.medspike.app;

import org.medspike.engine.kernel.Kernels;
import org.medspike.training.GradientEngine;
import org.medspike.training.LearningEngine;
import org.medspike.training.djl.DjlGradientEngine;
import org.medspike.training.spike.SpikeGradientEngine;

/** Which engine learns, and how it is made. */
public final class LearningEngines {

    private LearningEngines() {}

    /** Our own, except where this machine or this Java has no wide vectors and PyTorch is faster. */
    public static LearningEngine preferred() {
        return Kernels.best().isVectorised() ? LearningEngine.JAVA : LearningEngine.DJL;
    }

    /** What makes an engine. */
    public static GradientEngine.Factory factory(LearningEngine engine) {
        return switch (engine) {
            case JAVA -> SpikeGradientEngine::new;
            case DJL -> DjlGradientEngine::new;
        };
    }
}
