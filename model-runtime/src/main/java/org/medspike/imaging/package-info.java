/**
 * Images as they are stored: pixel values before any display transform, their meaning, and where they lie.
 *
 * <p>{@link org.medspike.imaging.ImageFiles} opens a file whatever it is called; readers of single formats live in
 * sub-packages. {@link org.medspike.imaging.GreyScale} says what a stored grey value measures and how bright that is, and
 * {@link org.medspike.imaging.PixelSpacing} how far apart pixels lie. How an image is shown or fed to a network stays out.
 */
@NullMarked
package org.medspike.imaging;

import org.jspecify.annotations.NullMarked;
