/**
 * What a network is made of when it is run: stages, each of which computes one row of its result from rows of others.
 *
 * <p>A stage knows its weights and how to compute a row; where its rows lie is decided by {@code org.medspike.engine.plan}
 * and told by {@link org.medspike.engine.stage.Stage#placeInMaps} or {@link org.medspike.engine.stage.Stage#placeInRing}.
 * When rows are computed, and by which thread, stays out.
 */
@NullMarked
package org.medspike.engine.stage;

import org.jspecify.annotations.NullMarked;
