package org.medspike.evaluation.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.bundle.ModelCard;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.bundle.Provenance;
import org.medspike.bundle.WeightsFile;
import org.medspike.evaluation.Bootstrap;
import org.medspike.evaluation.Confusion;
import org.medspike.evaluation.ImageScore;
import org.medspike.evaluation.run.Evaluation;
import org.medspike.evaluation.run.ModelScores;
import org.medspike.evaluation.run.Protocol;
import org.medspike.evaluation.run.Unscored;
import org.medspike.network.NetworkConfig;

/** Small evaluations whose numbers can be followed by hand. */
final class Evaluations {

    static final ReportSource SOURCE = new ReportSource("MedSpike 1", "/data/<set>", "2026-11-24");

    private Evaluations() {}

    /** Three images: IoU 0.5, 0.75 and 0, the last without a distance; one could not be scored. */
    static Evaluation alone() {
        return of(Optional.empty());
    }

    /** The same beside a model with IoU 0.25, 0.25 and 0. */
    static Evaluation compared() {
        return of(Optional.of(scores("other", 25, 25, 0)));
    }

    private static Evaluation of(Optional<ModelScores> compared) {
        return Evaluation.of(
                scores("first", 50, 75, 0),
                compared,
                List.of(new Unscored("d/<b>", "The file \"x\" is empty.")),
                Bootstrap.DEFAULT);
    }

    private static ModelScores scores(String id, int... found) {
        return new ModelScores(
                card(id),
                Map.of(
                        Protocol.STRICT,
                        List.of(
                                score("=a", found[0], OptionalDouble.of(3)),
                                score("b,c", found[1], OptionalDouble.of(1.5)),
                                score("sub/c", found[2], OptionalDouble.empty()))),
                List.of());
    }

    private static ImageScore score(String stem, int found, OptionalDouble hd95) {
        return new ImageScore(stem, 20, 10, new Confusion(found, 0, 100 - found, 100), hd95, "px");
    }

    private static ModelCard card(String id) {
        return new ModelCard(
                ModelCard.FORMAT_VERSION,
                id,
                "<i>Name</i>",
                "endoscopy",
                "polyp",
                "For tests.",
                "Tests.",
                "Knows nothing.",
                "Apache-2.0",
                "2026-01-01",
                NetworkConfig.DEFAULT,
                false,
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 64, 64),
                0.5f,
                1,
                2,
                List.of(),
                new Provenance("test", "Set <one>.", 17, 4, Map.of(), List.of()),
                new WeightsFile("weights", 1, "ab12"));
    }
}
