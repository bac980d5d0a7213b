package org.medspike.modality;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;

/** Tells what kind of image one is: by the tag of its file where it has one, else by its looks. Thread safe. */
public final class ModalityRecogniser {

    /** Below this nothing is chosen: the image is unlike those that the classifier knows. */
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
     * @throws ImageReadException if it is of a kind that no model came with the program for, or of none that is known
     */
    public Recognition recognise(Optional<String> code, Frame upright) throws ImageReadException {
        String tag = code.orElse("");
        Optional<Modality> tagged = Modality.ofCode(tag);
        if (tagged.isPresent()) {
            return new Recognition(tagged.get(), "its modality is " + tag);
        }
        if (!VAGUE.contains(tag)) {
            String shown = tag.matches("[A-Z]{2,16}") ? tag : "an unknown one";
            throw ImageReadException.unsupported("its modality is " + shown
                    + ", and no model for that came with the program; choose a model to use one all the same");
        }
        if (isHounsfield(upright)) {
            return new Recognition(Modality.CT, "its values look like Hounsfield units");
        }
        Map.Entry<Modality, Double> likeliest = looks.probabilities(upright).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        if (likeliest.getValue() < CERTAIN) {
            throw ImageReadException.unsupported(
                    "it looks like none of the kinds of image that the built-in models know; choose a model");
        }
        return new Recognition(
                likeliest.getKey(),
                String.format(
                        Locale.ROOT,
                        "it looks like %s, probability %.2f",
                        likeliest.getKey().label(),
                        likeliest.getValue()));
    }

    /** Whether a grey image measures from air, which is far below zero, to tissue. */
    private static boolean isHounsfield(Frame upright) {
        if (upright.photometric().samples() != 1) {
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
