package org.medspike.export.dicomseg;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.medspike.export.UnwritableException;
import org.medspike.imaging.dicom.SourceObject;
import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;
import org.medspike.imaging.dicom.write.Uid;

/** Everything that a segmentation says but its pixels (PS3.3, A.51.3 and the modules that it names). */
final class SegmentationObject {

    private static final String SEGMENTATION_STORAGE = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final int SERIES_NUMBER = 900;
    private static final int LONGEST_LO = 64;

    /** 255 200 0 in sRGB as CIELab over the range of sixteen bits (PS3.3, C.10.7.1.1). */
    private static final int[] AMBER = {54909, 35517, 54525};

    private final SegmentTerms terms;
    private final SegmentationAlgorithm algorithm;
    private final SegmentationKind kind;

    SegmentationObject(SegmentTerms terms, SegmentationAlgorithm algorithm, SegmentationKind kind) {
        this.terms = terms;
        this.algorithm = algorithm;
        this.kind = kind;
    }

    /**
     * The object.
     *
     * @param between from plane to plane of the whole series, in millimetres; empty where that is not the same throughout
     */
    DicomObject of(List<SegmentedFrame> frames, OptionalDouble between) throws UnwritableException {
        SourceObject source = frames.get(0).source();
        for (SegmentedFrame frame : frames) {
            requireReferable(frame.source());
        }
        DicomObject object = new DicomObject();
        putPatientAndStudy(object, source);
        putSeriesAndEquipment(object);
        putImage(object, source, frames.size());
        object.putItems(Attribute.SEGMENT_SEQUENCE, segment());
        object.putItems(Attribute.REFERENCED_SERIES_SEQUENCE, referencedSeries(frames));
        new FunctionalGroups(frames, between).putInto(object);
        return object;
    }

    private static void requireReferable(SourceObject source) throws UnwritableException {
        boolean named = Uid.isOne(source.sopClassUid())
                && Uid.isOne(source.sopInstanceUid())
                && Uid.isOne(source.seriesInstanceUid())
                && Uid.isOne(source.copied().text(Attribute.STUDY_INSTANCE_UID));
        if (!named) {
            throw new UnwritableException("the UIDs of the image, its series or its study are missing or are no UIDs,"
                    + " so a DICOM SEG cannot refer to it");
        }
    }

    /** Those that must be there are put empty first; what the source says comes over them. */
    private static void putPatientAndStudy(DicomObject object, SourceObject source) {
        object.put(Attribute.PATIENT_NAME, "")
                .put(Attribute.PATIENT_ID, "")
                .put(Attribute.PATIENT_BIRTH_DATE, "")
                .put(Attribute.PATIENT_SEX, "")
                .put(Attribute.STUDY_DATE, "")
                .put(Attribute.STUDY_TIME, "")
                .put(Attribute.STUDY_ID, "")
                .put(Attribute.REFERRING_PHYSICIAN_NAME, "")
                .put(Attribute.ACCESSION_NUMBER, "")
                .put(Attribute.LOSSY_IMAGE_COMPRESSION, "00")
                .putAll(source.copied());
    }

    private void putSeriesAndEquipment(DicomObject object) {
        object.put(Attribute.MODALITY, "SEG")
                .put(Attribute.SERIES_INSTANCE_UID, Uid.random())
                .put(Attribute.SERIES_NUMBER, SERIES_NUMBER)
                .put(Attribute.SERIES_DESCRIPTION, text(terms.label() + " " + kind.description()))
                .put(Attribute.MANUFACTURER, "MedSpike")
                .put(Attribute.MANUFACTURER_MODEL_NAME, text(algorithm.program()))
                .put(Attribute.DEVICE_SERIAL_NUMBER, "0")
                .put(Attribute.SOFTWARE_VERSIONS, text(algorithm.version()));
    }

    private void putImage(DicomObject object, SourceObject source, int frames) {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        String date = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).format(now);
        String time = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).format(now);
        object.put(Attribute.SOP_CLASS_UID, SEGMENTATION_STORAGE)
                .put(Attribute.SOP_INSTANCE_UID, Uid.random())
                .put(Attribute.INSTANCE_CREATION_DATE, date)
                .put(Attribute.INSTANCE_CREATION_TIME, time)
                .put(Attribute.SERIES_DATE, date)
                .put(Attribute.SERIES_TIME, time)
                .put(Attribute.CONTENT_DATE, date)
                .put(Attribute.CONTENT_TIME, time)
                .put(Attribute.INSTANCE_NUMBER, 1)
                .put(Attribute.IMAGE_TYPE, "DERIVED", "PRIMARY")
                .put(Attribute.CONTENT_LABEL, "SEGMENTATION")
                .put(Attribute.CONTENT_DESCRIPTION, text(terms.label() + " " + kind.description()))
                .put(Attribute.CONTENT_CREATOR_NAME, text(algorithm.program().replace(" ", "^")))
                .put(Attribute.NUMBER_OF_FRAMES, frames)
                .put(Attribute.ROWS, source.rows())
                .put(Attribute.COLUMNS, source.columns());
        kind.putInto(object);
    }

    private DicomObject segment() {
        DicomObject identification = new DicomObject()
                .putItems(
                        Attribute.ALGORITHM_FAMILY_CODE_SEQUENCE,
                        new CodedTerm("123110", "DCM", "Artificial Intelligence").item())
                .put(Attribute.ALGORITHM_NAME, text(algorithm.model()))
                .put(Attribute.ALGORITHM_VERSION, text(algorithm.sha256()))
                .put(
                        Attribute.ALGORITHM_PARAMETERS,
                        "model " + text(algorithm.model()) + ", SHA-256 of its weights " + algorithm.sha256()
                                + ", threshold " + algorithm.threshold())
                .put(Attribute.ALGORITHM_SOURCE, text(algorithm.program() + " " + algorithm.version()));
        return new DicomObject()
                .put(Attribute.SEGMENT_NUMBER, 1)
                .put(Attribute.SEGMENT_LABEL, text(terms.label()))
                .put(Attribute.SEGMENT_ALGORITHM_TYPE, "AUTOMATIC")
                .put(Attribute.SEGMENT_ALGORITHM_NAME, text("MedSpikeFormer " + algorithm.model()))
                .putItems(Attribute.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE, identification)
                .put(Attribute.RECOMMENDED_DISPLAY_CIELAB_VALUE, AMBER)
                .putItems(
                        Attribute.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE,
                        terms.category().item())
                .putItems(
                        Attribute.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
                        terms.type().item());
    }

    private static DicomObject referencedSeries(List<SegmentedFrame> frames) {
        Map<String, DicomObject> instances = new LinkedHashMap<>();
        for (SegmentedFrame frame : frames) {
            instances.putIfAbsent(frame.source().sopInstanceUid(), FunctionalGroups.reference(frame.source()));
        }
        return new DicomObject()
                .put(Attribute.SERIES_INSTANCE_UID, frames.get(0).source().seriesInstanceUid())
                .putItems(Attribute.REFERENCED_INSTANCE_SEQUENCE, List.copyOf(instances.values()));
    }

    /** A text that fits into a long string and holds no separator. */
    private static String text(String any) {
        String clean = any.replaceAll("[^\\x20-\\x5b\\x5d-\\x7e]", "_");
        return clean.length() <= LONGEST_LO ? clean : clean.substring(0, LONGEST_LO);
    }
}
