/**
 * What kind of image one is, by the tag of its file, else by its looks, and which model that asks for.
 *
 * <p>What a model is and where it lies stays in {@code bundle}; running it stays in {@code inference}.
 */
@NullMarked
package org.medspike.modality;

import org.jspecify.annotations.NullMarked;
