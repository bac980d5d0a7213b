package org.medspike.phantom;

import org.medspike.imaging.Frame;
import org.medspike.mask.Mask;

/**
 * A phantom with its truth. Drawn by this program; it shows no patient.
 *
 * @param frame the picture, eight-bit red, green and blue
 * @param truth exactly the pixels that the object covers
 */
public record PhantomImage(Frame frame, Mask truth) {}
