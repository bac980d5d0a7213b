/**
 * The algebra that looks on while another one computes: how often neurons fire, by part of the network and time step, and
 * how many operations their spikes drive.
 *
 * <p>{@link org.medspike.tensor.activity.ActivityOps} decorates any meaning whose tensors can be summed; which tensors are
 * spikes and what is counted comes from {@code cost}. What an operation costs in energy stays out: see {@code
 * org.medspike.energy}.
 */
@NullMarked
package org.medspike.tensor.activity;

import org.jspecify.annotations.NullMarked;
