/**
 * Which model works on the open image: the choice, and what is said of it.
 *
 * <p>Loading and running models stays in {@code workbench}.
 */
@NullMarked
package org.medspike.app.ui.model;

import org.jspecify.annotations.NullMarked;
