package org.medspike.inference;

import org.medspike.imaging.Plane;

/**
 * What a model says of an image.
 *
 * @param probability of the object, at the size of the upright image
 * @param threshold the model's own: from this probability on a pixel belongs to the object
 * @param seconds how long preparing, running and enlarging took
 */
public record Segmentation(Plane probability, float threshold, double seconds) {}
