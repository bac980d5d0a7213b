package org.medspike.evaluation.run;

import java.util.List;
import java.util.Map;
import org.medspike.bundle.ModelCard;
import org.medspike.evaluation.ImageScore;

/**
 * All scores of one model.
 *
 * @param card which model
 * @param scores of the images that could be scored, in their order, by protocol
 * @param unscored the others
 */
public record ModelScores(ModelCard card, Map<Protocol, List<ImageScore>> scores, List<Unscored> unscored) {

    /** Scores under one protocol; none if it was not asked for. */
    public List<ImageScore> of(Protocol protocol) {
        return scores.getOrDefault(protocol, List.of());
    }
}
