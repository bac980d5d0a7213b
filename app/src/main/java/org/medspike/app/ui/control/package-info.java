/**
 * Building blocks that all panels share: commands with a name, a key and a tooltip, and labelled sliders.
 */
@NullMarked
package org.medspike.app.ui.control;

import org.jspecify.annotations.NullMarked;
