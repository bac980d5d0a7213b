/**
 * A decoder of JPEG-LS (ISO/IEC 14495-1, ITU-T T.87), lossless and near-lossless: 2 to 16 bits, one to four components,
 * all three kinds of interleaving, restart intervals.
 *
 * <p>Names are those of the standard. Mapping tables, sub-sampling and the colour transforms of part 2 stay out.
 */
@NullMarked
package org.medspike.imaging.codec.jpegls;

import org.jspecify.annotations.NullMarked;
