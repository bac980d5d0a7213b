/**
 * Folders of images with their true masks: pairing, decoding, checking, and who is learned from and who is held out.
 *
 * <p>What training makes of the images (sizes, batches, augmentation) and how masks are scored stay out.
 */
@NullMarked
package org.medspike.dataset;

import org.jspecify.annotations.NullMarked;
