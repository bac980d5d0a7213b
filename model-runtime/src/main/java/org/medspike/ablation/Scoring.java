package org.medspike.ablation;

import java.util.EnumSet;
import java.util.List;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolderException;
import org.medspike.evaluation.run.Evaluator;
import org.medspike.evaluation.run.ModelScores;
import org.medspike.evaluation.run.Protocol;
import org.medspike.evaluation.run.Unscored;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmenter;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskContext;
import org.medspike.tensor.Weights;

/**
 * Scores variants of a model on the same images, each image at its own size.
 *
 * @param card of the whole model; threshold and texts are taken from it
 * @param cases images to score
 * @param engine what runs the networks
 * @param threads for the engine
 */
record Scoring(ModelCard card, List<Case> cases, InferenceEngine engine, int threads) {

    /**
     * Scores a network.
     *
     * @param size side of its input in pixels
     * @throws DataFolderException if an image cannot be scored: rows over different images cannot be compared
     */
    Row.Score of(NetworkConfig network, int size, Weights spiking, TaskContext task) throws DataFolderException {
        ModelCard variant = card.withNetwork(network, card.preprocessing().withSize(size, size));
        try (Segmenter segmenter = new Segmenter(new ModelBundle(variant, spiking, Weights.EMPTY), engine, threads)) {
            ModelScores scores = new Evaluator(new ImageFiles(), EnumSet.of(Protocol.STRICT))
                    .run(segmenter, cases, image -> {}, task);
            if (!scores.unscored().isEmpty()) {
                Unscored first = scores.unscored().get(0);
                throw new DataFolderException(
                        first.stem() + ": " + first.reason() + " Rows over different images cannot"
                                + " be compared; mend the file or take the pair out of the folder.");
            }
            return Row.Score.of(scores.of(Protocol.STRICT));
        }
    }
}
