/**
 * Series in the window: which one is open, going through its images and planes, playing clips, and segmenting all of it.
 *
 * <p>The state is {@link org.medspike.app.workbench.SeriesDesk}. A patient's name is shown only while the user asks for it.
 */
@NullMarked
package org.medspike.app.ui.series;

import org.jspecify.annotations.NullMarked;
