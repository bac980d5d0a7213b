package org.medspike.imaging.dicom;

/**
 * What tells one DICOM object from another. Texts are empty and numbers zero where the file does not give them.
 *
 * @param patientId tells patients apart; identifies a person, so it goes into no message, log or file
 * @param sopInstanceUid of the object
 * @param modality such as {@code CT} or {@code SEG}
 * @param sopClassUid the kind of object
 * @param rows of a frame
 * @param columns of a frame
 */
public record DicomHeader(
        String patientId, String sopInstanceUid, String modality, String sopClassUid, int rows, int columns) {

    /** Does not tell the patient. */
    @Override
    public String toString() {
        return "DicomHeader[" + modality + ", " + columns + " x " + rows + "]";
    }
}
