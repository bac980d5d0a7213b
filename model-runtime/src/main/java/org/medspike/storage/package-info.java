/**
 * Writing files so that nothing half-written ever stands under a final name.
 *
 * <p>Below everything that writes; what is written stays out.
 */
@NullMarked
package org.medspike.storage;

import org.jspecify.annotations.NullMarked;
