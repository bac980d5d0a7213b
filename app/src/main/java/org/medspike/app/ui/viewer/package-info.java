/**
 * Images on the screen: side by side, zoomed and moved together.
 *
 * <p>Panes draw what they are given; which image, mask or map that is, and what the pointer reads, is in the view model.
 */
@NullMarked
package org.medspike.app.ui.viewer;

import org.jspecify.annotations.NullMarked;
