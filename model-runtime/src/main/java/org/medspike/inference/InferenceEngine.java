package org.medspike.inference;

import java.util.Set;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Weights;

/** What runs networks: a library behind one interface. Thread safe. */
public interface InferenceEngine {

    /** Short name for reports: {@code onnx}, {@code pytorch}. */
    String name();

    /**
     * Makes a network ready to run.
     *
     * @param height of its input in pixels
     * @param width of its input in pixels
     * @param outputs what it shall give
     * @param threads CPU threads that it may use
     * @return the network; the caller closes it
     */
    CompiledNetwork compile(
            NetworkConfig config, Weights weights, int height, int width, Set<OutputKind> outputs, int threads);

    /** Threads to use where nobody says otherwise: one for each processor, at most eight. */
    static int defaultThreads() {
        return Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
    }
}
