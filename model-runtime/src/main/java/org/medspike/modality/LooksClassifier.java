package org.medspike.modality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.medspike.imaging.Frame;

/**
 * Tells a modality by an image's looks: multinomial logistic regression on {@link Traits}.
 *
 * <p>Its weights were fitted on the data sets that the built-in models learned from ({@code ModalityFitting} in the
 * tests); it knows those five kinds of image and nothing else, so a picture of a cat gets a modality too. Immutable.
 *
 * @param origin what it was fitted on, for people
 * @param mean of each trait
 * @param scale standard deviation of each trait
 * @param weights of each modality, one a trait and then the bias
 */
record LooksClassifier(String origin, double[] mean, double[] scale, Map<Modality, double[]> weights) {

    private static final String RESOURCE = "looks.json";

    /** The one that came with the program. */
    static LooksClassifier builtIn() {
        try (InputStream in = Objects.requireNonNull(
                LooksClassifier.class.getResourceAsStream(RESOURCE), RESOURCE + " is missing from the program")) {
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LooksClassifier read(byte[] json) throws IOException {
        Stored stored = new JsonMapper().readValue(json, Stored.class);
        Map<Modality, double[]> weights = new EnumMap<>(Modality.class);
        for (int i = 0; i < Modality.values().length; i++) {
            weights.put(Modality.values()[i], stored.weights().get(i));
        }
        return new LooksClassifier(stored.origin(), stored.mean(), stored.scale(), weights);
    }

    byte[] write() throws JsonProcessingException {
        return new JsonMapper()
                .writeValueAsBytes(new Stored(origin, mean, scale, List.copyOf(new EnumMap<>(weights).values())));
    }

    private record Stored(String origin, double[] mean, double[] scale, List<double[]> weights) {}

    /** The probability of each modality; together one. Without any colour only the grey ones are possible. */
    Map<Modality, Double> probabilities(Frame upright) {
        double[] traits = Traits.of(upright);
        Map<Modality, Double> all = probabilities(traits);
        if (!Traits.isGrey(traits)) {
            return all;
        }
        all.keySet().retainAll(Modality.GREY);
        double total = all.values().stream().mapToDouble(Double::doubleValue).sum();
        all.replaceAll((modality, probability) -> probability / total);
        return all;
    }

    Map<Modality, Double> probabilities(double[] traits) {
        Map<Modality, Double> scores = new EnumMap<>(Modality.class);
        weights.forEach((modality, w) -> {
            double score = w[traits.length];
            for (int i = 0; i < traits.length; i++) {
                score += w[i] * (traits[i] - mean[i]) / scale[i];
            }
            scores.put(modality, score);
        });
        double highest =
                scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        scores.replaceAll((modality, score) -> Math.exp(score - highest));
        double total = scores.values().stream().mapToDouble(Double::doubleValue).sum();
        scores.replaceAll((modality, score) -> score / total);
        return scores;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "LooksClassifier[" + origin + "]";
    }
}
