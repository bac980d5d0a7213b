package org.medspike.imaging.dicom;

import java.util.Set;

/** The data elements that this package asks for (PS3.6), as {@code 0xggggeeee}. */
final class Tag {

    static final int TRANSFER_SYNTAX_UID = 0x00020010;
    static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    static final int SOP_CLASS_UID = 0x00080016;
    static final int SOP_INSTANCE_UID = 0x00080018;
    static final int MODALITY = 0x00080060;
    static final int SERIES_DESCRIPTION = 0x0008103e;
    static final int REFERENCED_SERIES_SEQUENCE = 0x00081115;
    static final int REFERENCED_INSTANCE_SEQUENCE = 0x0008114a;
    static final int REFERENCED_SOP_INSTANCE_UID = 0x00081155;
    static final int REFERENCED_FRAME_NUMBER = 0x00081160;
    static final int RECOMMENDED_DISPLAY_FRAME_RATE = 0x00082144;
    static final int SOURCE_IMAGE_SEQUENCE = 0x00082112;
    static final int DERIVATION_IMAGE_SEQUENCE = 0x00089124;
    static final int PATIENT_NAME = 0x00100010;
    static final int DEIDENTIFICATION_METHOD_CODE_SEQUENCE = 0x00120064;
    static final int PATIENT_ID = 0x00100020;
    static final int CINE_RATE = 0x00180040;
    static final int FRAME_TIME = 0x00181063;
    static final int SERIES_INSTANCE_UID = 0x0020000e;
    static final int SERIES_NUMBER = 0x00200011;
    static final int INSTANCE_NUMBER = 0x00200013;
    static final int IMAGE_POSITION_PATIENT = 0x00200032;
    static final int IMAGE_ORIENTATION_PATIENT = 0x00200037;
    static final int SAMPLES_PER_PIXEL = 0x00280002;
    static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
    static final int PLANAR_CONFIGURATION = 0x00280006;
    static final int NUMBER_OF_FRAMES = 0x00280008;
    static final int ROWS = 0x00280010;
    static final int COLUMNS = 0x00280011;
    static final int PIXEL_SPACING = 0x00280030;
    static final int BITS_ALLOCATED = 0x00280100;
    static final int BITS_STORED = 0x00280101;
    static final int HIGH_BIT = 0x00280102;
    static final int PIXEL_REPRESENTATION = 0x00280103;
    static final int PIXEL_PADDING_VALUE = 0x00280120;
    static final int WINDOW_CENTER = 0x00281050;
    static final int WINDOW_WIDTH = 0x00281051;
    static final int RESCALE_INTERCEPT = 0x00281052;
    static final int RESCALE_SLOPE = 0x00281053;
    static final int RESCALE_TYPE = 0x00281054;
    static final int VOI_LUT_FUNCTION = 0x00281056;
    static final int RED_PALETTE_DESCRIPTOR = 0x00281101;
    static final int RED_PALETTE_DATA = 0x00281201;
    static final int RED_PALETTE_SEGMENTED_DATA = 0x00281221;
    static final int MODALITY_LUT_SEQUENCE = 0x00283000;
    static final int LUT_DESCRIPTOR = 0x00283002;
    static final int LUT_DATA = 0x00283006;
    static final int VOI_LUT_SEQUENCE = 0x00283010;
    static final int PLANE_POSITION_SEQUENCE = 0x00209113;
    static final int PLANE_ORIENTATION_SEQUENCE = 0x00209116;
    static final int PIXEL_MEASURES_SEQUENCE = 0x00289110;
    static final int FRAME_VOI_LUT_SEQUENCE = 0x00289132;
    static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x00289145;
    static final int UNITS = 0x00541001;
    static final int SEGMENTATION_TYPE = 0x00620001;
    static final int MAXIMUM_FRACTIONAL_VALUE = 0x0062000e;
    static final int SHARED_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009229;
    static final int PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009230;
    static final int EXTENDED_OFFSET_TABLE = 0x7fe00001;
    static final int FLOAT_PIXEL_DATA = 0x7fe00008;
    static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7fe00009;
    static final int PIXEL_DATA = 0x7fe00010;
    static final int ITEM = 0xfffee000;
    static final int ITEM_DELIMITATION = 0xfffee00d;
    static final int SEQUENCE_DELIMITATION = 0xfffee0dd;

    /** Those that must be known to be sequences where the file does not say so (implicit VR). */
    private static final Set<Integer> SEQUENCES = Set.of(
            REFERENCED_SERIES_SEQUENCE,
            REFERENCED_INSTANCE_SEQUENCE,
            SOURCE_IMAGE_SEQUENCE,
            DERIVATION_IMAGE_SEQUENCE,
            DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
            MODALITY_LUT_SEQUENCE,
            VOI_LUT_SEQUENCE,
            PLANE_POSITION_SEQUENCE,
            PLANE_ORIENTATION_SEQUENCE,
            PIXEL_MEASURES_SEQUENCE,
            FRAME_VOI_LUT_SEQUENCE,
            PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
            SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
            PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);

    private Tag() {}

    static boolean isSequence(int tag) {
        return SEQUENCES.contains(tag);
    }

    /** Whether an element holds the pixels, as whole or as floating-point numbers. */
    static boolean isPixels(int tag) {
        return tag == PIXEL_DATA || tag == FLOAT_PIXEL_DATA || tag == DOUBLE_FLOAT_PIXEL_DATA;
    }

    /** Private elements have odd groups. */
    static boolean isPrivate(int tag) {
        return (tag & 0x00010000) != 0;
    }

    /** As DICOM writes it, for sentences. */
    static String text(int tag) {
        return String.format("(%04X,%04X)", tag >>> 16, tag & 0xffff);
    }
}
