/**
 * The image, its mask and a heat map side by side, or the mask alone.
 *
 * <p>Puts what the overlay and attention panels give into panes of the viewer. How a pane zooms and draws stays in the
 * viewer, how masks and maps come about in the panels.
 */
@NullMarked
package org.medspike.app.ui.comparison;

import org.jspecify.annotations.NullMarked;
