/**
 * Long work beside the window: started, watched, cancelled.
 *
 * <p>Only properties, no nodes. Work runs on threads of its own; everything that observers see changes on the FX thread.
 */
@NullMarked
package org.medspike.app.job;

import org.jspecify.annotations.NullMarked;
