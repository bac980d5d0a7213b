/**
 * How bright grey images are shown: window and level by drag, by preset and by number.
 *
 * <p>The state is {@link org.medspike.app.workbench.WindowLevel}; what the model sees does not change with it.
 */
@NullMarked
package org.medspike.app.ui.level;

import org.jspecify.annotations.NullMarked;
