/**
 * What lies on the user's desk: the open image, the model at work, and what it found.
 *
 * <p>{@link org.medspike.app.workbench.Workbench} is the state behind the whole window, with properties and without nodes;
 * all of its work runs as jobs. How things look stays out.
 */
@NullMarked
package org.medspike.app.workbench;

import org.jspecify.annotations.NullMarked;
