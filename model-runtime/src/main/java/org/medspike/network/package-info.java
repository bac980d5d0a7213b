/**
 * MedSpikeFormer, the paper's equations written once against {@link org.medspike.tensor.TensorOps}.
 *
 * <p>One class a block, named as in the paper; {@link org.medspike.network.MedSpikeFormer} puts them together,
 * {@link org.medspike.network.NetworkConfig} says which variant. Time is explicit: a {@link
 * org.medspike.network.Sequence} is a value at each step, and neuron state is a local variable of
 * {@link org.medspike.network.Lif}. How tensors are computed, where weights come from and what the outputs are used for
 * stays out.
 */
@NullMarked
package org.medspike.network;

import org.jspecify.annotations.NullMarked;
