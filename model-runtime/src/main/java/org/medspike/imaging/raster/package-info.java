/**
 * PNG, JPEG, TIFF, BMP, GIF and lossless WebP through ImageIO with TwelveMonkeys' plug-ins, grey and colour.
 *
 * <p>Which plug-in reads what is decided here, not by ImageIO's order of registration. TIFF of other bits than eight, and JPEG of inks, twelve bits or
 * without loss, are read past ImageIO. Medical formats stay out.
 */
@NullMarked
package org.medspike.imaging.raster;

import org.jspecify.annotations.NullMarked;
