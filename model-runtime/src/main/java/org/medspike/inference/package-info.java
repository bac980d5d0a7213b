/**
 * A model at work on an image: the mask, and why.
 *
 * <p>{@link org.medspike.inference.Segmenter} gives the probability map, {@link org.medspike.inference.Explainer} the
 * heat maps of SDSA and SA and what a single pixel attends to, {@link org.medspike.inference.ActivityMeter} how often
 * neurons fire. What runs the network is behind {@link org.medspike.inference.InferenceEngine} and {@link
 * org.medspike.inference.ActivityEngine}. Files, windows and measurements stay out.
 */
@NullMarked
package org.medspike.inference;

import org.jspecify.annotations.NullMarked;
