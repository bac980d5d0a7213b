package org.medspike.evaluation.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medspike.bundle.ModelCard;
import org.medspike.dataset.SplitFile;
import org.medspike.evaluation.ImageScore;

/**
 * All scores of one model.
 *
 * @param card which model
 * @param scores of the images that could be scored, in their order, by protocol
 * @param unscored the others
 * @param split which images it learned from and was chosen by, where that is known
 */
public record ModelScores(
        ModelCard card, Map<Protocol, List<ImageScore>> scores, List<Unscored> unscored, Optional<SplitFile> split) {

    /** Scores of a model whose split is not known. */
    public ModelScores(ModelCard card, Map<Protocol, List<ImageScore>> scores, List<Unscored> unscored) {
        this(card, scores, unscored, Optional.empty());
    }

    /** This with the split that the model was trained by. */
    public ModelScores withSplit(Optional<SplitFile> known) {
        return new ModelScores(card, scores, unscored, known);
    }

    /** How many of the scored images have names that are in a list. */
    long scoredOf(List<String> stems) {
        Set<String> names = Set.copyOf(stems);
        return scores.values().stream()
                .findFirst()
                .map(images -> images.stream()
                        .filter(image -> names.contains(image.stem()))
                        .count())
                .orElse(0L);
    }

    /** Scores under one protocol; none if it was not asked for. */
    public List<ImageScore> of(Protocol protocol) {
        return scores.getOrDefault(protocol, List.of());
    }
}
