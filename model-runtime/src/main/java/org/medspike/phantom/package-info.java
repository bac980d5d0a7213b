/**
 * Phantoms: pictures that this program draws itself, with the exact truth beside them, for tests, demonstrations and the
 * first start.
 *
 * <p>Nothing here comes from a patient or a data set. All numbers are made by a seeded generator and by arithmetic that
 * is the same on every machine, so a seed always gives the same picture.
 */
@NullMarked
package org.medspike.phantom;

import org.jspecify.annotations.NullMarked;
