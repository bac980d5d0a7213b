/**
 * The algebra that computes nothing and counts everything: parameters, multiply-accumulates, and which of them are
 * driven by spikes, by part of the network.
 *
 * <p>It also lists a network's parameters, which is how fresh weights are made and bundles are checked.
 */
@NullMarked
package org.medspike.tensor.cost;

import org.jspecify.annotations.NullMarked;
