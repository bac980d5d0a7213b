package org.medspike.inference;

import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Weights;

/** What runs networks and looks at their spikes meanwhile. Thread safe. */
public interface ActivityEngine {

    /**
     * Makes a network ready to be looked at, on images of any size that it takes.
     *
     * @return the network; the caller closes it
     */
    ObservedNetwork observe(NetworkConfig config, Weights weights);
}
