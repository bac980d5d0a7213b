/**
 * PNG, JPEG, TIFF and BMP through ImageIO with TwelveMonkeys' plug-ins, 8 and 16 bit, grey and colour.
 *
 * <p>Which plug-in reads what is decided here, not by ImageIO's order of registration. Medical formats stay out.
 */
@NullMarked
package org.medspike.imaging.raster;

import org.jspecify.annotations.NullMarked;
