/**
 * What leaves the program: masks, overlays, heat maps and tables as files that other programs open.
 *
 * <p>Everything is written beside its final name and then renamed, by {@link org.medspike.storage.AtomicFile}, so that a
 * full disk or a killed process leaves nothing half-written.
 */
@NullMarked
package org.medspike.export;

import org.jspecify.annotations.NullMarked;
