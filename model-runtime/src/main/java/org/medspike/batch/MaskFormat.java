package org.medspike.batch;

import java.util.Arrays;
import java.util.Optional;

/** A format that masks are written in. */
public enum MaskFormat {
    /** {@code <stem>_mask.png} for each frame. */
    PNG("png"),
    /** {@code <stem>_mask.nii.gz} for each file or series. */
    NIFTI("nifti"),
    /** {@code <stem>_seg.dcm} for each DICOM file or series. */
    DICOM_SEG("dicom-seg"),
    /** {@code coco.json} for the batch. */
    COCO("coco"),
    /** {@code <stem>_mask.geojson} for each frame. */
    GEOJSON("geojson");

    private final String key;

    MaskFormat(String key) {
        this.key = key;
    }

    /** As the command line calls it. */
    public String key() {
        return key;
    }

    /** Whether frames of a file or a series are written together. */
    boolean isOfVolumes() {
        return this == NIFTI || this == DICOM_SEG;
    }

    /** The format with a key. */
    public static Optional<MaskFormat> of(String key) {
        return Arrays.stream(values()).filter(format -> format.key.equals(key)).findFirst();
    }
}
