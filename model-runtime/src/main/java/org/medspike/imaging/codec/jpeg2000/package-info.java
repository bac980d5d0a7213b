/**
 * JPEG 2000 part 1 (ISO/IEC 15444-1, ITU-T T.800), decoded by JJ2000 as jai-imageio carries it.
 *
 * <p>High-throughput JPEG 2000 (part 15) stays out: no library on Maven Central decodes it.
 */
@NullMarked
package org.medspike.imaging.codec.jpeg2000;

import org.jspecify.annotations.NullMarked;
