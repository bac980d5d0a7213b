/**
 * Where the program starts and where its files are.
 *
 * <p>{@link org.medspike.app.Launcher} opens the window or runs a sub-command; {@link org.medspike.app.AppFolders} names
 * the folders of program and user. The window is in {@code ui}, the command line in {@code cli}.
 */
@NullMarked
package org.medspike.app;

import org.jspecify.annotations.NullMarked;
