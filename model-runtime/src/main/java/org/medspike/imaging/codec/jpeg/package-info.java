/**
 * JPEG (ISO/IEC 10918-1, ITU-T T.81) where no library reads it rightly: lossless of 2 to 16 bits, and by discrete cosine
 * transform, sequential and progressive, of 12 bits.
 *
 * <p>Huffman coded, with restart intervals and sub-sampled components. The decoder of the Java platform knows eight bits only;
 * TwelveMonkeys decodes lossless images, but now and then a sample wrong (decision 0022). Arithmetic coding and hierarchical
 * frames stay out.
 */
@NullMarked
package org.medspike.imaging.codec.jpeg;

import org.jspecify.annotations.NullMarked;
