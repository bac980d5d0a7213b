/**
 * Which pixels of an image belong to the object: the mask, its connected components, its outlines and its measures.
 *
 * <p>Everything is counted in whole pixels of the image's own raster; millimetres come in only through
 * {@link org.medspike.imaging.PixelSpacing}. How a mask is predicted, drawn or written stays out.
 */
@NullMarked
package org.medspike.mask;

import org.jspecify.annotations.NullMarked;
