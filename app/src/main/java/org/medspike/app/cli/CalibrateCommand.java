package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.bundle.BundleException;
import org.medspike.bundle.BundleWriter;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.dataset.Case;
import org.medspike.evaluation.run.Calibration;
import org.medspike.evaluation.run.Evaluator;
import org.medspike.evaluation.run.ModelScores;
import org.medspike.evaluation.run.Protocol;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medspike calibrate}: chooses threshold and mirror images on held-out images and writes them into the card. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Chooses the threshold of one of your models, and whether it is shown mirror images too,",
            "by the mean IoU on images that it did not learn from (--part validation).",
            "The choice and its scores go into the model's card; its weights stay as they are."
        })
final class CalibrateCommand implements Callable<Integer> {

    private final AppFolders folders;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private CaseOptions data;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EngineOption engine;

    @Option(names = "--model", required = true, paramLabel = "ID", description = "One of your own models.")
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(
            names = "--flips",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "Whether the mean over the image and its three mirror images counts: auto where it is worth"
                    + " the time, yes or no [${DEFAULT-VALUE}].")
    private Calibration.Flips flips = Calibration.Flips.AUTO;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private WindowOption window;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "JSON with new texts for the card, as for train: what is known of a model once it is scored.")
    private @Nullable Path card;

    CalibrateCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = folders.library().ownFolder(model);
        if (!Files.isDirectory(folder)) {
            throw new BundleException("You have no model '" + model + "' of your own; models that came with the program"
                    + " stay as they are. Import it under another id first.");
        }
        ModelBundle stored = folders.library().load(model);
        ModelBundle bundle =
                seenThrough(stored, window.orElse(stored.card().preprocessing().window()));
        List<Case> cases = data.cases(folders.library(), model);
        int threads = InferenceEngine.defaultThreads();
        Calibration chosen = Calibration.choose(
                bundle,
                engine.create(),
                threads,
                cases,
                flips,
                new EvaluationProgress(System.err, model, cases.size()));
        ModelCard described =
                card == null ? bundle.card() : TrainCommand.texts(card).on(bundle.card());
        ModelCard used = described.withUse(
                described.preprocessing().withFlips(chosen.flips()), chosen.threshold(), described.metrics());
        ModelBundle calibrated = new ModelBundle(used, bundle.spiking(), bundle.twin());
        try (Segmenter segmenter = new Segmenter(calibrated, engine.create(), threads)) {
            ModelScores scores = new Evaluator(new ImageFiles(), EnumSet.of(Protocol.STRICT))
                    .run(segmenter, cases, image -> {}, new EvaluationProgress(System.err, model, cases.size()));
            BundleWriter.replaceCard(folder, chosen.card(used, scores, part(cases.size())));
        }
        System.out.printf(
                Locale.ROOT,
                "'%s' is cut at %.2f, %s mirror images: mIoU %.4f (mean of per-image values, n = %d).%n",
                model,
                chosen.threshold(),
                chosen.flips() ? "with" : "without",
                chosen.meanIou(),
                cases.size());
        return ExitStatus.DONE;
    }

    private static ModelBundle seenThrough(ModelBundle bundle, List<Double> window) {
        ModelCard card = bundle.card();
        return new ModelBundle(
                card.withUse(card.preprocessing().withWindow(window), card.threshold(), card.metrics()),
                bundle.spiking(),
                bundle.twin());
    }

    private String part(int images) {
        return images + " images of "
                + data.folder().toAbsolutePath().normalize().getFileName()
                + switch (data.part()) {
                    case ALL -> "";
                    case TRAINING -> " that it was trained on";
                    case VALIDATION -> " held out of its training, which also chose its best epoch";
                };
    }
}
