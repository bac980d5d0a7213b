/**
 * Learning by our own engine: a network, as a graph of values, run forward on a batch and backward through time.
 *
 * <p>A {@link org.medspike.engine.training.Tape} holds one {@link org.medspike.engine.training.Feature} for each value that
 * it computes. Spikes are kept as bits; a feature that is cheap to compute from others is not kept at all, and its rows are
 * made again wherever they are read. Losses, optimisers and files stay out.
 */
@NullMarked
package org.medspike.engine.training;

import org.jspecify.annotations.NullMarked;
