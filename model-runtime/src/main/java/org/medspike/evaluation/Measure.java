package org.medspike.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is measured of a prediction, and the rules for empty masks ({@link #EMPTY_MASK_RULES}, which every report
 * prints).
 *
 * <p>IoU, Dice and HD95 as in Taha and Hanbury, BMC Medical Imaging 15:29 (2015), and as MONAI computes them.
 */
public enum Measure {
    /** Intersection over union; its mean over images is the mIoU. */
    IOU("iou", "IoU", "mIoU", true),
    /** Dice similarity coefficient. */
    DSC("dsc", "DSC", "DSC", true),
    /** Accuracy: share of all pixels that are right. */
    ACC("acc", "Acc", "Acc", true),
    /** Specificity: share of the background that was left alone. */
    SPE("spe", "Spe", "Spe", true),
    /** Sensitivity: share of the object that was found. */
    SEN("sen", "Sen", "Sen", true),
    /** Hausdorff distance of the outlines at the 95th percentile, a length; see {@link SurfaceDistance}. */
    HD95("hd95", "HD95", "HD95", false);

    /** What becomes of empty masks and other undefined values, in sentences. */
    public static final List<String> EMPTY_MASK_RULES = List.of(
            "IoU and DSC of an image without an object are 1 if the prediction is empty too, else 0.",
            "Sen is undefined without an object, Spe without background.",
            "HD95 is 0 if truth and prediction are both empty, and undefined if exactly one of them is.",
            "Undefined values are left out of means, intervals and tests, and counted; a mean HD95 therefore says"
                    + " nothing of objects that were missed completely.");

    private final String key;
    private final String label;
    private final String meanLabel;
    private final boolean ratio;

    Measure(String key, String label, String meanLabel, boolean ratio) {
        this.key = key;
        this.label = label;
        this.meanLabel = meanLabel;
        this.ratio = ratio;
    }

    /** Name of a column: lower case. */
    public String key() {
        return key;
    }

    /** Name for people, of a value of one image or pooled over images. */
    public String label() {
        return label;
    }

    /** Name for people, of the mean over images. */
    public String meanLabel() {
        return meanLabel;
    }

    /** Whether it is a share from 0 to 1, of which more is better; else it is a length, of which less is better. */
    public boolean isRatio() {
        return ratio;
    }

    /** The value that some counts give; empty where it is undefined or no matter of counts. */
    public OptionalDouble of(Confusion counts) {
        return switch (this) {
            case IOU -> OptionalDouble.of(counts.iou());
            case DSC -> OptionalDouble.of(counts.dice());
            case ACC -> counts.accuracy();
            case SPE -> counts.specificity();
            case SEN -> counts.sensitivity();
            case HD95 -> OptionalDouble.empty();
        };
    }
}
