package org.medspike.export.dicomseg;

import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.export.FrameResult;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;
import org.medspike.imaging.dicom.SourceObject;
import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;

/** DICOM images to draw on, of one made-up patient. */
final class Sources {

    static final SegmentationAlgorithm ALGORITHM =
            new SegmentationAlgorithm("endoscopy", "ab".repeat(32), 0.5f, "MedSpike Workstation", "0.1.0");

    private Sources() {}

    static SourceObject ct(String instance, int columns, int rows, int frames) {
        DicomObject patient = new DicomObject()
                .put(Attribute.PATIENT_NAME, "Secret^Person")
                .put(Attribute.PATIENT_ID, "ID-4711")
                .put(Attribute.PATIENT_BIRTH_DATE, "19610203")
                .put(Attribute.PATIENT_AGE, "063Y")
                .put(Attribute.STUDY_DESCRIPTION, "Secret study")
                .put(Attribute.STUDY_DATE, "20240506")
                .put(Attribute.ACCESSION_NUMBER, "ACC-1")
                .put(Attribute.STUDY_INSTANCE_UID, "1.2.3.4");
        return new SourceObject(
                "1.2.840.10008.5.1.4.1.1.2",
                instance,
                "1.2.3.4.5",
                "1.2.3.4.6",
                rows,
                columns,
                frames,
                true,
                OptionalDouble.of(4),
                patient);
    }

    static Optional<Placement> axial(double z) {
        return Optional.of(new Placement(
                new Vector3(-10, -20, z), new Vector3(1, 0, 0), new Vector3(0, 1, 0), new PixelSpacing(0.5, 0.25)));
    }

    static SegmentedFrame slice(int number, double z, FrameResult result) {
        SourceObject source =
                ct("1.2.3.4.5." + number, result.mask().width(), result.mask().height(), 1);
        return new SegmentedFrame(source, 1, axial(z), result);
    }
}
