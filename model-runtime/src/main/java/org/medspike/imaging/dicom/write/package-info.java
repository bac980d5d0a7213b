/**
 * Making DICOM objects: attributes with their value representations, data sets of them, and files (PS3.10) in explicit
 * little endian.
 *
 * <p>What an object of some kind has to hold is known by those that make it ({@code org.medspike.export.dicomseg}).
 * Reading stays in the package above.
 */
@NullMarked
package org.medspike.imaging.dicom.write;

import org.jspecify.annotations.NullMarked;
