/**
 * What a spiking network would cost in energy on hardware that works only where spikes are: firing rates and spike
 * operations measured on images, and the usual figures for what an operation costs, beside those of the ANN twin.
 *
 * <p>An estimate after the field's convention (decision 0014), no measurement of power: memory, control and the neurons
 * themselves are left out. How spikes are counted stays in {@code org.medspike.tensor.activity}.
 */
@NullMarked
package org.medspike.energy;

import org.jspecify.annotations.NullMarked;
