package org.medspike.batch;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a batch writes.
 *
 * @param out folder for the results; made if missing
 * @param formats of the masks
 * @param probabilities whether to write the probability maps too: as PNG always, as NIfTI and FRACTIONAL DICOM SEG where
 *     these formats are asked for
 * @param deidentified whether results may not tell who the patient is
 * @param program name of this program
 * @param version of this program
 */
public record BatchOptions(
        Path out,
        Set<MaskFormat> formats,
        boolean probabilities,
        boolean deidentified,
        String program,
        String version) {

    /** Takes a copy of the set. */
    public BatchOptions {
        formats = Set.copyOf(formats);
    }

    boolean writes(MaskFormat format) {
        return formats.contains(format);
    }
}
