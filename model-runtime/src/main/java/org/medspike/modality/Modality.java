package org.medspike.modality;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of image that models come with the program for. */
public enum Modality {
    /** Photographs of the skin through a dermatoscope. */
    DERMOSCOPY(List.of("DMS")),
    /** Frames of an endoscope. */
    ENDOSCOPY(List.of("ES")),
    /** B-mode sonography. */
    ULTRASOUND(List.of("US", "IVUS")),
    /** Stained tissue under the microscope. */
    MICROSCOPY(List.of("SM", "GM")),
    /** Slices of computed tomography. */
    CT(List.of("CT"));

    /** Those whose images have no colour. */
    static final Set<Modality> GREY = Collections.unmodifiableSet(EnumSet.of(ULTRASOUND, CT));

    private final List<String> codes;

    Modality(List<String> codes) {
        this.codes = codes;
    }

    /** As model cards write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In a sentence. */
    public String label() {
        return this == CT ? "CT" : key();
    }

    /** The one that a value of DICOM's attribute Modality means (PS3.3, C.7.3.1.1.1). */
    public static Optional<Modality> ofCode(String code) {
        return Arrays.stream(values())
                .filter(modality -> modality.codes.contains(code))
                .findFirst();
    }
}
