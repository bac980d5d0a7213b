package org.medspike.export.dicomseg;

import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;

/**
 * A term of a terminology (PS3.3, 8.8).
 *
 * @param value its code
 * @param scheme the terminology: SCT is SNOMED CT, DCM is PS3.16
 * @param meaning for people
 */
public record CodedTerm(String value, String scheme, String meaning) {

    DicomObject item() {
        return new DicomObject()
                .put(Attribute.CODE_VALUE, value)
                .put(Attribute.CODING_SCHEME_DESIGNATOR, scheme)
                .put(Attribute.CODE_MEANING, meaning);
    }
}
