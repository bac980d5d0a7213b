package org.medspike.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.medspike.alignment.ImageAlignment.Score;
import org.medspike.bundle.ModelCard;
import org.medspike.inference.MapAgreement;
import org.medspike.study.CaseStudy.Failure;
import org.medspike.study.Spread;

/**
 * The heat maps of a model as numbers, over several images.
 *
 * @param card the model
 * @param images each image by itself
 * @param rows means over the images, by stage and map
 * @param chance what the pointing game gives for a random point: the share of object pixels, mean over the images that have an
 *     object
 * @param withoutObject images without an object, left out of the pointing game and of the energy inside
 * @param failed images that could not be studied
 */
public record AlignmentReport(
        ModelCard card,
        List<ImageAlignment> images,
        List<Row> rows,
        Spread chance,
        int withoutObject,
        List<Failure> failed) {

    /**
     * One map in one stage over the images.
     *
     * @param stage number, from one
     * @param map which one
     * @param pointing pointing game, 0 to 1
     * @param energyInside share of the map's sum in the object, 0 to 1
     * @param agreement with SA; empty for SA itself and where the model has no twin
     */
    public record Row(
            int stage, AttentionMap map, Spread pointing, Spread energyInside, Optional<Agreement> agreement) {}

    /**
     * How a map agrees with SA, in the quantities of {@link MapAgreement}.
     *
     * @param kl in nats; can be negative, because the maps do not sum to one
     * @param l2 mean squared difference
     * @param cosine 0 to 1
     * @param pearson -1 to 1
     */
    public record Agreement(Spread kl, Spread l2, Spread cosine, Spread pearson) {}

    /** Sums up; all images have the same stages and maps. */
    static AlignmentReport of(ModelCard card, List<ImageAlignment> images, List<Failure> failed) {
        List<Row> rows = new ArrayList<>();
        int maps = images.isEmpty() ? 0 : images.get(0).scores().size();
        for (int i = 0; i < maps; i++) {
            int map = i;
            rows.add(row(images.stream().map(image -> image.scores().get(map)).toList()));
        }
        List<Double> shares = images.stream()
                .filter(image -> !image.withoutObject())
                .map(ImageAlignment::objectShare)
                .toList();
        return new AlignmentReport(card, images, rows, Spread.of(shares), images.size() - shares.size(), failed);
    }

    private static Row row(List<Score> scores) {
        Score first = scores.get(0);
        return new Row(
                first.stage(),
                first.map(),
                spread(scores, score -> score.localisation().pointing()),
                spread(scores, score -> score.localisation().energyInside()),
                first.agreement().map(present -> agreement(scores)));
    }

    private static Agreement agreement(List<Score> scores) {
        return new Agreement(
                spread(scores, score -> score.agreement().orElseThrow().kl()),
                spread(scores, score -> score.agreement().orElseThrow().l2()),
                spread(scores, score -> score.agreement().orElseThrow().cosine()),
                spread(scores, score -> score.agreement().orElseThrow().pearson()));
    }

    private static Spread spread(List<Score> scores, ToDoubleFunction<Score> value) {
        return Spread.of(scores.stream().map(value::applyAsDouble).toList());
    }
}
