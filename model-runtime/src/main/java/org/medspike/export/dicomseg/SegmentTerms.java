package org.medspike.export.dicomseg;

import java.util.Locale;

/**
 * What a segment is of, in words and in codes that other programs know (PS3.16, CID 7150 and 7159).
 *
 * @param label for people
 * @param category the kind of thing
 * @param type the thing
 */
public record SegmentTerms(String label, CodedTerm category, CodedTerm type) {

    private static final CodedTerm ABNORMAL = new CodedTerm("49755003", "SCT", "Morphologically Abnormal Structure");
    private static final CodedTerm ANATOMICAL = new CodedTerm("91723000", "SCT", "Anatomical Structure");

    /** The terms for what a model marks; a lesion, where its name tells no more. */
    public static SegmentTerms of(String target) {
        String name = target.toLowerCase(Locale.ROOT);
        if (name.contains("polyp")) {
            return new SegmentTerms(target, ABNORMAL, new CodedTerm("68496003", "SCT", "Polyp of colon"));
        }
        if (name.contains("nucle")) {
            return new SegmentTerms(target, ANATOMICAL, new CodedTerm("84640000", "SCT", "Nucleus"));
        }
        if (name.contains("tumo") || name.contains("neoplasm")) {
            return new SegmentTerms(target, ABNORMAL, new CodedTerm("108369006", "SCT", "Neoplasm"));
        }
        if (name.contains("skin")) {
            return new SegmentTerms(target, ABNORMAL, new CodedTerm("95324001", "SCT", "Skin lesion"));
        }
        return new SegmentTerms(target, ABNORMAL, new CodedTerm("52988006", "SCT", "Lesion"));
    }
}
