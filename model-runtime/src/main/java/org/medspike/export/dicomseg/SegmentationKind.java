package org.medspike.export.dicomseg;

import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;

/** What the pixels of a segmentation say (PS3.3, C.8.20.2). */
enum SegmentationKind {
    /** Object or not. */
    BINARY(1, "mask"),
    /** How probable the object is, in steps of 1/255. */
    FRACTIONAL(8, "probability");

    private static final int CERTAIN = 255;

    private final int bits;
    private final String description;

    SegmentationKind(int bits, String description) {
        this.bits = bits;
        this.description = description;
    }

    String description() {
        return description;
    }

    void putInto(DicomObject object) {
        object.put(Attribute.SAMPLES_PER_PIXEL, 1)
                .put(Attribute.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .put(Attribute.BITS_ALLOCATED, bits)
                .put(Attribute.BITS_STORED, bits)
                .put(Attribute.HIGH_BIT, bits - 1)
                .put(Attribute.PIXEL_REPRESENTATION, 0)
                .put(Attribute.SEGMENTATION_TYPE, name());
        if (this == FRACTIONAL) {
            object.put(Attribute.SEGMENTATION_FRACTIONAL_TYPE, "PROBABILITY")
                    .put(Attribute.MAXIMUM_FRACTIONAL_VALUE, CERTAIN);
        }
    }
}
