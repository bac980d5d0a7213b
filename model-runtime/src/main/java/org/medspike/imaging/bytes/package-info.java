/**
 * Bytes that can be read at any place, from a file or from memory after they were inflated.
 *
 * <p>Below the readers of medical formats; what the bytes mean stays out.
 */
@NullMarked
package org.medspike.imaging.bytes;

import org.jspecify.annotations.NullMarked;
