/**
 * The window: menus, tool bar, panels, status, and where files are chosen and dropped.
 *
 * <p>{@link org.medspike.app.ui.shell.WorkstationApplication} puts view models and views together; what they show is in
 * the other packages.
 */
@NullMarked
package org.medspike.app.ui.shell;

import org.jspecify.annotations.NullMarked;
