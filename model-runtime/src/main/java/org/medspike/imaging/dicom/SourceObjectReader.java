package org.medspike.imaging.dicom;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;

/** Picks out of a data set what a derived object needs. */
final class SourceObjectReader {

    /** Their values are texts in all of them, so that bytes can be copied from any transfer syntax. */
    private static final List<Attribute> COPIED = List.of(
            Attribute.SPECIFIC_CHARACTER_SET,
            Attribute.STUDY_DATE,
            Attribute.STUDY_TIME,
            Attribute.ACCESSION_NUMBER,
            Attribute.REFERRING_PHYSICIAN_NAME,
            Attribute.STUDY_DESCRIPTION,
            Attribute.PATIENT_NAME,
            Attribute.PATIENT_ID,
            Attribute.ISSUER_OF_PATIENT_ID,
            Attribute.PATIENT_BIRTH_DATE,
            Attribute.PATIENT_SEX,
            Attribute.PATIENT_AGE,
            Attribute.PATIENT_SIZE,
            Attribute.PATIENT_WEIGHT,
            Attribute.PATIENT_IDENTITY_REMOVED,
            Attribute.DEIDENTIFICATION_METHOD,
            Attribute.STUDY_INSTANCE_UID,
            Attribute.STUDY_ID,
            Attribute.PATIENT_ORIENTATION,
            Attribute.POSITION_REFERENCE_INDICATOR,
            Attribute.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
            Attribute.LOSSY_IMAGE_COMPRESSION,
            Attribute.LOSSY_IMAGE_COMPRESSION_RATIO,
            Attribute.LOSSY_IMAGE_COMPRESSION_METHOD);

    private static final List<Attribute> CODE =
            List.of(Attribute.CODE_VALUE, Attribute.CODING_SCHEME_DESIGNATOR, Attribute.CODE_MEANING);

    private SourceObjectReader() {}

    static SourceObject read(DataSet data) {
        DicomObject copied = copy(data, COPIED);
        List<DicomObject> methods = data.items(Attribute.DEIDENTIFICATION_METHOD_CODE_SEQUENCE.tag()).stream()
                .map(item -> copy(item, CODE))
                .toList();
        if (!methods.isEmpty()) {
            copied.putItems(Attribute.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, methods);
        }
        return new SourceObject(
                data.text(Tag.SOP_CLASS_UID),
                data.text(Tag.SOP_INSTANCE_UID),
                data.text(Attribute.SERIES_INSTANCE_UID.tag()),
                data.text(Attribute.FRAME_OF_REFERENCE_UID.tag()),
                data.unsigned(Tag.ROWS).orElse(0),
                data.unsigned(Tag.COLUMNS).orElse(0),
                (int) data.decimal(Tag.NUMBER_OF_FRAMES, 0).orElse(1),
                new FrameAttributes(data, 0).placement().isPresent(),
                thickness(data),
                copied);
    }

    /** Copies what is there and not empty. */
    private static DicomObject copy(DataSet data, List<Attribute> attributes) {
        DicomObject copied = new DicomObject();
        for (Attribute attribute : attributes) {
            if (!data.text(attribute.tag()).isEmpty()) {
                Optional<byte[]> value = data.element(attribute.tag()).map(DataElement::value);
                value.ifPresent(bytes -> copied.putBytes(attribute, bytes));
            }
        }
        inTodaysForm(copied, Attribute.STUDY_DATE, ".");
        inTodaysForm(copied, Attribute.PATIENT_BIRTH_DATE, ".");
        inTodaysForm(copied, Attribute.STUDY_TIME, ":");
        if (!copied.text(Attribute.PATIENT_AGE).matches("[0-9]{3}[DWMY]")) {
            // Nobody needs an age without its unit.
            copied.remove(Attribute.PATIENT_AGE);
        }
        return copied;
    }

    /** ACR-NEMA wrote 1995.06.26 and 11:20:00 (PS3.5, 6.2). */
    private static void inTodaysForm(DicomObject copied, Attribute attribute, String separator) {
        if (copied.attributes().contains(attribute)) {
            String text = copied.text(attribute);
            boolean old = text.matches("[0-9]+\\Q" + separator + "\\E[0-9]{2}\\Q" + separator + "\\E[0-9.]+");
            if (old) {
                copied.put(attribute, text.replace(separator, ""));
            }
        }
    }

    private static OptionalDouble thickness(DataSet data) {
        int tag = Attribute.SLICE_THICKNESS.tag();
        OptionalDouble own = data.decimal(tag, 0);
        OptionalDouble found = own.isPresent()
                ? own
                : new FrameAttributes(data, 0)
                        .items(Tag.PIXEL_MEASURES_SEQUENCE).stream()
                                .map(item -> item.decimal(tag, 0))
                                .filter(OptionalDouble::isPresent)
                                .findFirst()
                                .orElse(OptionalDouble.empty());
        return found.isPresent() && found.getAsDouble() > 0 ? found : OptionalDouble.empty();
    }
}
