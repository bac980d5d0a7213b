package org.medspike.export.dicomseg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;
import org.medspike.imaging.dicom.SourceObject;
import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;
import org.medspike.imaging.dicom.write.Uid;

/**
 * Where each frame lies, what it was drawn on, and how frames are counted (PS3.3, A.51.5, C.7.6.16 and C.7.6.17).
 *
 * <p>Frames are counted by segment and position in the patient; where the source names no position and no frame of reference,
 * by segment and place in the stack.
 */
final class FunctionalGroups {

    private static final CodedTerm SEGMENTATION = new CodedTerm("113076", "DCM", "Segmentation");
    private static final CodedTerm SOURCE =
            new CodedTerm("121322", "DCM", "Source image for image processing operation");
    private static final double SAME = 1e-6;

    private final List<SegmentedFrame> frames;
    private final OptionalDouble between;
    private final String space;
    private final boolean placed;
    private final boolean oneOrientation;
    private final boolean oneSpacing;

    FunctionalGroups(List<SegmentedFrame> frames, OptionalDouble between) {
        this.frames = frames;
        this.between = between;
        this.space = frames.get(0).source().frameOfReferenceUid();
        List<Placement> all = frames.stream()
                .filter(frame -> frame.source().frameOfReferenceUid().equals(space))
                .map(SegmentedFrame::placement)
                .flatMap(Optional::stream)
                .toList();
        this.placed = Uid.isOne(space) && all.size() == frames.size();
        this.oneOrientation = placed
                && all.stream()
                        .allMatch(p -> p.alongRow().minus(all.get(0).alongRow()).length() < SAME
                                && p.alongColumn()
                                                .minus(all.get(0).alongColumn())
                                                .length()
                                        < SAME);
        this.oneSpacing =
                placed && all.stream().map(Placement::spacing).distinct().count() == 1;
    }

    /** What refers to an image. */
    static DicomObject reference(SourceObject source) {
        return new DicomObject()
                .put(Attribute.REFERENCED_SOP_CLASS_UID, source.sopClassUid())
                .put(Attribute.REFERENCED_SOP_INSTANCE_UID, source.sopInstanceUid());
    }

    void putInto(DicomObject object) {
        String organization = Uid.random();
        object.putItems(
                Attribute.DIMENSION_ORGANIZATION_SEQUENCE,
                new DicomObject().put(Attribute.DIMENSION_ORGANIZATION_UID, organization));
        object.putItems(
                Attribute.DIMENSION_INDEX_SEQUENCE,
                index(
                        organization,
                        Attribute.REFERENCED_SEGMENT_NUMBER,
                        Attribute.SEGMENT_IDENTIFICATION_SEQUENCE,
                        "Segment"),
                placed
                        ? index(
                                organization,
                                Attribute.IMAGE_POSITION_PATIENT,
                                Attribute.PLANE_POSITION_SEQUENCE,
                                "Position")
                        : index(
                                organization,
                                Attribute.IN_STACK_POSITION_NUMBER,
                                Attribute.FRAME_CONTENT_SEQUENCE,
                                "Place in the stack"));
        if (placed) {
            object.put(Attribute.FRAME_OF_REFERENCE_UID, space);
            if (object.text(Attribute.POSITION_REFERENCE_INDICATOR).isEmpty()) {
                object.put(Attribute.POSITION_REFERENCE_INDICATOR, "");
            }
            object.remove(Attribute.PATIENT_ORIENTATION);
        } else {
            object.remove(Attribute.POSITION_REFERENCE_INDICATOR);
            if (!object.attributes().contains(Attribute.PATIENT_ORIENTATION)) {
                object.put(Attribute.PATIENT_ORIENTATION, "");
            }
        }
        object.putItems(Attribute.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared());
        List<DicomObject> each = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            each.add(own(frames.get(i), i + 1));
        }
        object.putItems(Attribute.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, each);
    }

    private static DicomObject index(String organization, Attribute pointer, Attribute group, String label) {
        return new DicomObject()
                .put(Attribute.DIMENSION_ORGANIZATION_UID, organization)
                .putPointer(Attribute.DIMENSION_INDEX_POINTER, pointer)
                .putPointer(Attribute.FUNCTIONAL_GROUP_POINTER, group)
                .put(Attribute.DIMENSION_DESCRIPTION_LABEL, label);
    }

    private DicomObject shared() {
        DicomObject shared = new DicomObject();
        if (oneOrientation) {
            shared.putItems(Attribute.PLANE_ORIENTATION_SEQUENCE, orientation(frames.get(0)));
        }
        if (oneSpacing) {
            shared.putItems(Attribute.PIXEL_MEASURES_SEQUENCE, measures(frames.get(0)));
        }
        return shared;
    }

    private DicomObject own(SegmentedFrame frame, int number) {
        DicomObject content = new DicomObject().put(Attribute.DIMENSION_INDEX_VALUES, 1, number);
        if (!placed) {
            content.put(Attribute.STACK_ID, "1").put(Attribute.IN_STACK_POSITION_NUMBER, number);
        }
        DicomObject own = new DicomObject()
                .putItems(Attribute.FRAME_CONTENT_SEQUENCE, content)
                .putItems(
                        Attribute.SEGMENT_IDENTIFICATION_SEQUENCE,
                        new DicomObject().put(Attribute.REFERENCED_SEGMENT_NUMBER, 1))
                .putItems(Attribute.DERIVATION_IMAGE_SEQUENCE, derivation(frame));
        if (placed) {
            Vector3 origin = frame.placement().orElseThrow().origin();
            own.putItems(
                    Attribute.PLANE_POSITION_SEQUENCE,
                    new DicomObject()
                            .putDecimals(Attribute.IMAGE_POSITION_PATIENT, origin.x(), origin.y(), origin.z()));
            if (!oneOrientation) {
                own.putItems(Attribute.PLANE_ORIENTATION_SEQUENCE, orientation(frame));
            }
            if (!oneSpacing) {
                own.putItems(Attribute.PIXEL_MEASURES_SEQUENCE, measures(frame));
            }
        }
        return own;
    }

    private static DicomObject derivation(SegmentedFrame frame) {
        DicomObject source = reference(frame.source())
                .put(Attribute.SPATIAL_LOCATIONS_PRESERVED, "YES")
                .putItems(Attribute.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, SOURCE.item());
        if (frame.source().frames() > 1) {
            source.put(Attribute.REFERENCED_FRAME_NUMBER, frame.number());
        }
        return new DicomObject()
                .putItems(Attribute.DERIVATION_CODE_SEQUENCE, SEGMENTATION.item())
                .putItems(Attribute.SOURCE_IMAGE_SEQUENCE, source);
    }

    private static DicomObject orientation(SegmentedFrame frame) {
        Placement placement = frame.placement().orElseThrow();
        Vector3 row = placement.alongRow();
        Vector3 column = placement.alongColumn();
        return new DicomObject()
                .putDecimals(
                        Attribute.IMAGE_ORIENTATION_PATIENT,
                        row.x(),
                        row.y(),
                        row.z(),
                        column.x(),
                        column.y(),
                        column.z());
    }

    private DicomObject measures(SegmentedFrame frame) {
        Placement placement = frame.placement().orElseThrow();
        DicomObject measures = new DicomObject()
                .putDecimals(
                        Attribute.PIXEL_SPACING,
                        placement.spacing().rowMm(),
                        placement.spacing().columnMm());
        OptionalDouble thickness = frame.source().sliceThickness();
        if (thickness.isPresent() || between.isPresent()) {
            measures.putDecimals(
                    Attribute.SLICE_THICKNESS, thickness.isPresent() ? thickness.getAsDouble() : between.getAsDouble());
        }
        between.ifPresent(mm -> measures.putDecimals(Attribute.SPACING_BETWEEN_SLICES, mm));
        return measures;
    }
}
