/**
 * Why the model segments as it does: the maps of SDSA, SA and the four interactions, and what a pixel attends to.
 */
@NullMarked
package org.medspike.app.ui.attention;

import org.jspecify.annotations.NullMarked;
