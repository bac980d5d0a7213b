/**
 * The model bundle: weights and the card that says what they are, as a folder that can be copied, checked and refused.
 *
 * <p>{@link org.medspike.bundle.BundleReader} trusts nothing, {@link org.medspike.bundle.BundleWriter} leaves nothing
 * half-written, {@link org.medspike.bundle.ModelLibrary} knows the built-in models and the user's. Running a model stays
 * out.
 */
@NullMarked
package org.medspike.bundle;

import org.jspecify.annotations.NullMarked;
