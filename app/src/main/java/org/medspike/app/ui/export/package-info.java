/** Saving what the window shows as PNG files. Where files go is asked by the shell. */
@NullMarked
package org.medspike.app.ui.export;

import org.jspecify.annotations.NullMarked;
