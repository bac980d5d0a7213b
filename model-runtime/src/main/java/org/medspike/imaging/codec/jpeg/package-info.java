/**
 * JPEG by discrete cosine transform with samples of 8 or 12 bits (ISO/IEC 10918-1, ITU-T T.81): sequential and progressive,
 * Huffman coded, with restart intervals and sub-sampled components.
 *
 * <p>Here for the twelve bits, which no library decodes; of eight bits it serves the tests, which have another decoder to
 * compare with. Arithmetic coding, hierarchical and lossless frames stay out, and so does the conversion of colours.
 */
@NullMarked
package org.medspike.imaging.codec.jpeg;

import org.jspecify.annotations.NullMarked;
