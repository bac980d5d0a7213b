package org.medspike.ablation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medspike.bundle.ModelBundle;
import org.medspike.dataset.Case;
import org.medspike.inference.InferenceEngine;
import org.medspike.task.TaskContext;

/**
 * The ablation without training: parts of a trained model are switched off when it is run. It tells what this model
 * relies on, not how good a model without the part could become.
 *
 * @param bundle the whole model
 * @param cases images to score
 * @param engine what runs the networks
 * @param threads for the engine
 */
public record SwitchedOff(ModelBundle bundle, List<Case> cases, InferenceEngine engine, int threads) {

    private static final String HOW = "switched off at inference";
    private static final String WHOLE = "as trained";
    private static final String NEEDS_TRAINING = "needs training";

    /**
     * Runs all variants.
     *
     * @param onRow told of each finished row
     * @throws IOException if an image cannot be scored
     */
    public List<Row> run(List<Variant> variants, Consumer<Row> onRow, TaskContext task) throws IOException {
        int size = bundle.card().preprocessing().width();
        Scoring scoring = new Scoring(bundle.card(), cases, engine, threads);
        List<Row> rows = new ArrayList<>();
        for (Variant variant : variants) {
            task.checkCancelled();
            task.progress((double) rows.size() / variants.size(), variant.label());
            Optional<Row.Score> score = Optional.empty();
            if (variant.switchable()) {
                score = Optional.of(scoring.of(variant.network(), size, bundle.spiking(), task));
            }
            String how = !variant.switchable() ? NEEDS_TRAINING : variant.key().equals(Variant.WHOLE) ? WHOLE : HOW;
            Row row = Row.of(variant, variant.network(), size, score, how, 0);
            rows.add(row);
            onRow.accept(row);
        }
        return List.copyOf(rows);
    }
}
