/**
 * What the program remembers from one start to the next: preferences and recent files, in the user's data folder.
 *
 * <p>Losing it loses no work, so a damaged file is put aside and the program starts as new. Images and results stay out.
 */
@NullMarked
package org.medspike.app.session;

import org.jspecify.annotations.NullMarked;
