/**
 * TIFF pages whose samples are more than whole numbers of eight bits: 9 to 64 bits, signed, or floating-point, exactly as they
 * stand in the file.
 *
 * <p>TwelveMonkeys reads the directories, and all other pages, which the raster package hands it. Palettes, bilevel
 * compression and JPEG inside TIFF stay out.
 */
@NullMarked
package org.medspike.imaging.raster.tiff;

import org.jspecify.annotations.NullMarked;
