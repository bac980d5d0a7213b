package org.medspike.modality;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medspike.imaging.Frame;

/** Tells what kind of image one is: by the tag of its file where it has one, else by its looks. Thread safe. */
public final class ModalityRecogniser {

    /** Below this the choice is a guess: the image is unlike those that the classifier knows. */
    private static final double CERTAIN = 0.6;

    /** Values of DICOM's attribute Modality that say nothing of how a picture came about. */
    private static final Set<String> VAGUE = Set.of("", "OT", "XC", "SC", "OP", "PX", "SEG");

    /** Air in Hounsfield units, but for noise. */
    private static final double AIR = -900;

    /** Soft tissue in Hounsfield units, nearly. */
    private static final double TISSUE = 20;

    private final LooksClassifier looks = LooksClassifier.builtIn();

    /**
     * Recognises.
     *
     * @param code value of DICOM's attribute Modality; empty where the file has none
     * @param upright the image, held upright
     */
    public Recognition recognise(Optional<String> code, Frame upright) {
        String tag = code.orElse("");
        Optional<Modality> tagged = Modality.ofCode(tag);
        if (tagged.isPresent()) {
            return new Recognition(tagged.get(), true, "its modality is " + tag);
        }
        if (!VAGUE.contains(tag)) {
            // What is no code may be anything, a name for instance, and is not repeated.
            String foreign = tag.matches("[A-Z]{2,16}") ? tag : "an unknown one";
            Recognition nearest = byLooks(upright);
            return new Recognition(
                    nearest.modality(),
                    false,
                    "its modality is " + foreign + ", for which no model came with the program, and "
                            + nearest.reason());
        }
        if (isHounsfield(upright)) {
            return new Recognition(Modality.CT, true, "its values look like Hounsfield units");
        }
        return byLooks(upright);
    }

    private Recognition byLooks(Frame upright) {
        Map.Entry<Modality, Double> likeliest = looks.probabilities(upright).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        boolean certain = likeliest.getValue() >= CERTAIN;
        return new Recognition(
                likeliest.getKey(),
                certain,
                String.format(
                        Locale.ROOT,
                        "it looks %slike %s, probability %.2f",
                        certain ? "" : "most ",
                        likeliest.getKey().label(),
                        likeliest.getValue()));
    }

    /** Whether a grey image measures from air, which is far below zero, to tissue. */
    private static boolean isHounsfield(Frame upright) {
        if (!upright.photometric().isGrey()) {
            return false;
        }
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < upright.samples().length(); i++) {
            double measure = upright.greyScale().measure(upright.samples().get(i));
            least = Math.min(least, measure);
            largest = Math.max(largest, measure);
        }
        return least <= AIR && largest >= TISSUE;
    }
}
