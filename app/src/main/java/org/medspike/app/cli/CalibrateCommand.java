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
import org.medspike.dataset.DataFolderException;
import org.medspike.evaluation.run.Calibration;
import org.medspike.evaluation.run.Evaluator;
import org.medspike.evaluation.run.ModelScores;
import org.medspike.evaluation.run.Protocol;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmenter;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Safetensors.Precision;
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

    /** What half the size may cost of the mean IoU. */
    private static final double TOLERATED_LOSS = 0.001;

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
            names = "--half",
            description = "Store the weights in 16 bits, half the size, unless that costs more than 0.001 of mean IoU.")
    private boolean half;

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
        Calibration chosen = choose(bundle, cases);
        Precision precision = Precision.F32;
        if (half) {
            ModelBundle rounded = rounded(bundle);
            Calibration withRounded = choose(rounded, cases);
            if (withRounded.meanIou() >= chosen.meanIou() - TOLERATED_LOSS) {
                chosen = withRounded;
                bundle = rounded;
                precision = Precision.F16;
            }
        }
        ModelCard described =
                card == null ? bundle.card() : TrainCommand.texts(card).on(bundle.card());
        ModelCard used = described.withUse(
                described.preprocessing().withFlips(chosen.flips()), chosen.threshold(), described.metrics());
        try (Segmenter segmenter = new Segmenter(
                new ModelBundle(used, bundle.spiking(), bundle.twin()),
                engine.create(),
                InferenceEngine.defaultThreads())) {
            ModelScores scores = new Evaluator(new ImageFiles(), EnumSet.of(Protocol.STRICT))
                    .run(segmenter, cases, image -> {}, new EvaluationProgress(System.err, model, cases.size()));
            ModelCard scored = chosen.card(used, scores, part(cases.size()));
            if (precision == Precision.F16) {
                BundleWriter.rewrite(folder, new ModelBundle(scored, bundle.spiking(), bundle.twin()), precision);
            } else {
                BundleWriter.replaceCard(folder, scored);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "'%s' is cut at %.2f, %s mirror images, %s: mIoU %.4f (mean of per-image values, n = %d).%n",
                model,
                chosen.threshold(),
                chosen.flips() ? "with" : "without",
                precision == Precision.F16 ? "weights in 16 bits" : "weights as they were",
                chosen.meanIou(),
                cases.size());
        return ExitStatus.DONE;
    }

    private Calibration choose(ModelBundle bundle, List<Case> cases) throws DataFolderException {
        return Calibration.choose(
                bundle,
                engine.create(),
                InferenceEngine.defaultThreads(),
                cases,
                flips,
                new EvaluationProgress(System.err, model, cases.size()));
    }

    private static ModelBundle rounded(ModelBundle bundle) {
        return new ModelBundle(
                bundle.card(),
                Safetensors.rounded(bundle.spiking(), Precision.F16),
                Safetensors.rounded(bundle.twin(), Precision.F16));
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
