/**
 * The mask over the image: threshold, colour, opacity, filling and outline, and what the mask measures.
 *
 * <p>The mask itself follows from the probability map and the threshold, which is a matter of view; editing stays out.
 */
@NullMarked
package org.medspike.app.ui.overlay;

import org.jspecify.annotations.NullMarked;
