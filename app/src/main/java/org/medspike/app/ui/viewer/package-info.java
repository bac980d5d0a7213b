/**
 * One picture on the screen: zoomed, moved, read under the pointer; panes that share a view model move together.
 *
 * <p>A pane draws the layers it is given; which image, mask or map that is stays out.
 */
@NullMarked
package org.medspike.app.ui.viewer;

import org.jspecify.annotations.NullMarked;
