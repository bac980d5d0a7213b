package org.medspike.inference;

import java.util.List;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.activity.LayerActivity;

/**
 * A network whose spikes are looked at while it runs.
 *
 * <p>Owns native memory and must be closed. Used by one thread at a time.
 */
public interface ObservedNetwork extends AutoCloseable {

    /**
     * Runs the network, mask and stage masks.
     *
     * @param image {@code [1, 3, height, width]}, values 0 to 1
     * @return what each part did, in the order in which they were computed
     */
    List<LayerActivity> run(FloatTensor image);

    @Override
    void close();
}
