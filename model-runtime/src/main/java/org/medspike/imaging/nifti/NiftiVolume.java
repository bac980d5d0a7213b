package org.medspike.imaging.nifti;

import org.medspike.imaging.ImageSource;

/** An open NIfTI volume. */
public interface NiftiVolume extends ImageSource {

    /** How its voxels are counted and where they lie, for files that shall lie as it does. */
    NiftiGrid grid();

    /** Whether the header marks the voxels as labels, as masks are. */
    boolean isOfLabels();
}
