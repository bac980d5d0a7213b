package org.medspike.export.dicomseg;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;

/**
 * The Basic Application Level Confidentiality Profile (PS3.15, annex E, table E.1-1), for the attributes that this program
 * writes.
 *
 * <p>The patient's name and number are replaced by one pseudonym, UIDs of instances by others, both the same throughout a batch;
 * dates, times, descriptions and all else that the table names are emptied or removed. UIDs that DICOM itself defines
 * stay. Pixels are not looked at: a segmentation shows no text, but the image that it was made from may.
 *
 * <p>Thread safe.
 */
public final class BasicProfile implements UnaryOperator<DicomObject> {

    /** Action X: removed. */
    private static final Set<Attribute> REMOVED = Set.of(
            Attribute.INSTANCE_CREATION_DATE,
            Attribute.INSTANCE_CREATION_TIME,
            Attribute.SERIES_DATE,
            Attribute.SERIES_TIME,
            Attribute.STUDY_DESCRIPTION,
            Attribute.SERIES_DESCRIPTION,
            Attribute.ISSUER_OF_PATIENT_ID,
            Attribute.PATIENT_AGE,
            Attribute.PATIENT_SIZE,
            Attribute.PATIENT_WEIGHT);

    /** Action Z: emptied. */
    private static final Set<Attribute> EMPTIED = Set.of(
            Attribute.STUDY_DATE,
            Attribute.STUDY_TIME,
            Attribute.ACCESSION_NUMBER,
            Attribute.REFERRING_PHYSICIAN_NAME,
            Attribute.PATIENT_BIRTH_DATE,
            Attribute.PATIENT_SEX,
            Attribute.STUDY_ID,
            Attribute.CONTENT_CREATOR_NAME);

    /** Action U: replaced, the same for the same. */
    private static final Set<Attribute> REPLACED = Set.of(
            Attribute.SOP_INSTANCE_UID,
            Attribute.STUDY_INSTANCE_UID,
            Attribute.SERIES_INSTANCE_UID,
            Attribute.FRAME_OF_REFERENCE_UID,
            Attribute.REFERENCED_SOP_INSTANCE_UID,
            Attribute.DIMENSION_ORGANIZATION_UID);

    private static final CodedTerm PROFILE =
            new CodedTerm("113100", "DCM", "Basic Application Confidentiality Profile");
    private static final String NO_DATE = "19000101";
    private static final String NO_TIME = "000000";

    private final Pseudonyms pseudonyms;

    /** The profile with stand-ins that are shared by all objects of a batch. */
    public BasicProfile(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public DicomObject apply(DicomObject object) {
        DicomObject clean = cleaned(object);
        String patient = pseudonyms.patient(object.text(Attribute.ISSUER_OF_PATIENT_ID) + "\n"
                + object.text(Attribute.PATIENT_ID) + "\n" + object.text(Attribute.PATIENT_NAME));
        return clean.put(Attribute.PATIENT_NAME, patient)
                .put(Attribute.PATIENT_ID, patient)
                // Action D: these may not be empty.
                .put(Attribute.CONTENT_DATE, NO_DATE)
                .put(Attribute.CONTENT_TIME, NO_TIME)
                .put(Attribute.DEVICE_SERIAL_NUMBER, "0")
                .put(Attribute.PATIENT_IDENTITY_REMOVED, "YES")
                .put(Attribute.DEIDENTIFICATION_METHOD, PROFILE.meaning())
                .putItems(Attribute.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, PROFILE.item())
                .put(Attribute.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, "REMOVED");
    }

    private DicomObject cleaned(DicomObject object) {
        DicomObject clean = new DicomObject().putAll(object);
        for (Attribute attribute : object.attributes()) {
            if (REMOVED.contains(attribute)) {
                clean.remove(attribute);
            } else if (EMPTIED.contains(attribute)) {
                clean.put(attribute, "");
            } else if (REPLACED.contains(attribute)) {
                clean.put(attribute, pseudonyms.uid(object.text(attribute)));
            } else if (!object.items(attribute).isEmpty()) {
                clean.putItems(
                        attribute,
                        object.items(attribute).stream().map(this::cleaned).toList());
            }
        }
        return clean;
    }
}
