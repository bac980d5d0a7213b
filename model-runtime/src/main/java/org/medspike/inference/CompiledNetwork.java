package org.medspike.inference;

import java.util.Map;
import org.medspike.tensor.FloatTensor;

/**
 * A network that is ready to run on images of one size.
 *
 * <p>Owns native memory and must be closed. Used by one thread at a time.
 */
public interface CompiledNetwork extends AutoCloseable {

    /**
     * Runs the network.
     *
     * @param image {@code [1, 3, height, width]}, values 0 to 1, of the size it was compiled for
     * @return the outputs that were asked for, by their names in {@link NetworkOutputs}; copies
     */
    Map<String, FloatTensor> run(FloatTensor image);

    @Override
    void close();
}
