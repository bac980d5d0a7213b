package org.medspike.imaging.dicom;

import java.util.OptionalDouble;
import org.medspike.imaging.dicom.write.DicomObject;

/**
 * What an object that is derived from an image copies from it and says of it.
 *
 * <p>Texts are empty where the file does not give them. The copied attributes identify a person: they go into files that are
 * meant to, and into nothing else.
 *
 * @param sopClassUid the kind of image
 * @param sopInstanceUid the image
 * @param seriesInstanceUid its series
 * @param frameOfReferenceUid the space that its positions are told in
 * @param rows of a frame
 * @param columns of a frame
 * @param frames how many there are
 * @param placed whether the file says where the first one lies in the patient
 * @param sliceThickness in millimetres
 * @param copied patient, study, character set, state of de-identification and lossy compression, as they stand in the file
 */
public record SourceObject(
        String sopClassUid,
        String sopInstanceUid,
        String seriesInstanceUid,
        String frameOfReferenceUid,
        int rows,
        int columns,
        int frames,
        boolean placed,
        OptionalDouble sliceThickness,
        DicomObject copied) {

    /** Does not tell the patient. */
    @Override
    public String toString() {
        return "SourceObject[" + columns + " x " + rows + "]";
    }
}
