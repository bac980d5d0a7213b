package org.medspike.evaluation.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medspike.bundle.Provenance;
import org.medspike.evaluation.Bootstrap;
import org.medspike.evaluation.Comparison;
import org.medspike.evaluation.MeasureSummary;

/**
 * What is known of a model, or of two on the same images, once all are scored.
 *
 * @param model its scores
 * @param compared those of the model that it is compared with
 * @param parts one a protocol
 * @param unscored images that no model could be scored on, sorted by name
 * @param bootstrap how the intervals came about
 */
public record Evaluation(
        ModelScores model,
        Optional<ModelScores> compared,
        List<Part> parts,
        List<Unscored> unscored,
        Bootstrap bootstrap) {

    /**
     * The numbers under one protocol.
     *
     * @param protocol which one
     * @param images how many were scored
     * @param model measures of the model
     * @param compared measures of the model that it is compared with; empty without one
     * @param comparisons differences between the two; empty without a second model
     */
    public record Part(
            Protocol protocol,
            int images,
            List<MeasureSummary> model,
            List<MeasureSummary> compared,
            List<Comparison> comparisons) {}

    /**
     * Sums up.
     *
     * @param compared scores of another model on the same images under the same protocols
     * @param unreadable images that no model was run on
     */
    public static Evaluation of(
            ModelScores model, Optional<ModelScores> compared, List<Unscored> unreadable, Bootstrap bootstrap) {
        List<Part> parts = Arrays.stream(Protocol.values())
                .filter(model.scores()::containsKey)
                .map(protocol -> new Part(
                        protocol,
                        model.of(protocol).size(),
                        MeasureSummary.of(model.of(protocol), bootstrap),
                        compared.map(other -> MeasureSummary.of(other.of(protocol), bootstrap))
                                .orElse(List.of()),
                        compared.map(other -> Comparison.of(model.of(protocol), other.of(protocol), bootstrap))
                                .orElse(List.of())))
                .toList();
        Map<String, Unscored> unscored = new TreeMap<>();
        unreadable.forEach(image -> unscored.put(image.stem(), image));
        model.unscored().forEach(image -> unscored.put(image.stem(), image));
        compared.ifPresent(other -> other.unscored().forEach(image -> unscored.put(image.stem(), image)));
        return new Evaluation(model, compared, parts, List.copyOf(unscored.values()), bootstrap);
    }

    /** How many images were scored. */
    public int images() {
        return parts.get(0).images();
    }

    /** The model, and the one that it is compared with if there is one. */
    public List<ModelScores> models() {
        List<ModelScores> models = new ArrayList<>(List.of(model));
        compared.ifPresent(models::add);
        return models;
    }

    /** What a reader must know of images that the models learned from, as sentences; empty where none is known. */
    public List<String> warnings() {
        return models().stream()
                .filter(scored -> scored.card().provenance().trainingImages() > 0)
                .map(Evaluation::warning)
                .distinct()
                .toList();
    }

    private static String warning(ModelScores scored) {
        Provenance origin = scored.card().provenance();
        String heldOut = origin.validationImages() > 0
                ? " and chosen by its scores on " + origin.validationImages() + " more"
                : "";
        return "The model '" + scored.card().id() + "' was trained on " + origin.trainingImages() + " images" + heldOut
                + ". Scores on any of these are optimistic; " + among(scored) + " Its card says of them: "
                + origin.data();
    }

    /** How many of them are among the images scored, as far as is known. */
    private static String among(ModelScores scored) {
        return scored.split()
                .map(split -> "by their names, " + scored.scoredOf(split.training()) + " of the images scored here are"
                        + " among the first and " + scored.scoredOf(split.validation()) + " among the second.")
                .orElse("whether they are among the images scored here is not known.");
    }
}
