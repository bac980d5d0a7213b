/**
 * Codecs of images inside other files: a codestream goes in, samples come out.
 *
 * <p>A sub-package for each family. Libraries do the work where one exists; JPEG-LS and JPEG of twelve bits are decoded here,
 * because no library of a bearable size does it (decision 0022). What the samples mean stays out.
 */
@NullMarked
package org.medspike.imaging.codec;

import org.jspecify.annotations.NullMarked;
