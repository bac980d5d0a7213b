package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.app.LearningEngines;
import org.medspike.app.Version;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.dataset.SplitFile;
import org.medspike.training.CardTexts;
import org.medspike.training.FineTuner;
import org.medspike.training.LearningEngine;
import org.medspike.training.TrainingFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medspike train}: from a folder of images and masks to a model in the user's library. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model on a folder with images/ and masks/ of equal names.",
            "First the SA twin learns to segment, then the spiking network learns to segment and to align with it.",
            "A checkpoint is written after each epoch; an interrupted training goes on with --resume."
        })
final class TrainCommand implements Callable<Integer> {

    private final AppFolders folders;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SplitOptions splitting;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder with images/ and masks/.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "FILE",
            description = "A split.json that says who is learned from and who is held out; instead of a rule.")
    private @Nullable Path split;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RecipeOptions recipe;

    @Option(names = "--name", required = true, paramLabel = "ID", description = "Id of the new model.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--base", paramLabel = "ID", description = "Model to begin with; its SA twin is the teacher.")
    private @Nullable String base;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description =
                    "JSON with texts for the model card: name, modality, target, description, intendedUse, limitations, licence, data.")
    private @Nullable Path card;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "What computes gradients: java or djl [java; djl where this machine has no wide vectors; with"
                    + " --resume the one that the training was begun with].")
    private @Nullable LearningEngine engine;

    @Option(names = "--resume", description = "Go on with the interrupted training of this name.")
    private boolean resume;

    @Option(
            names = "--keep-best",
            description = "Make the best epoch of the interrupted training of this name the model; train no further.")
    private boolean keepBest;

    @Option(
            names = "--json",
            description = "Tell the progress in lines of JSON; the line 'finish' on standard input ends the training"
                    + " after its step and keeps the best epoch.")
    private boolean json;

    TrainCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        Optional<ModelBundle> bundle = Optional.empty();
        if (base != null) {
            bundle = Optional.of(folders.library().load(base));
        }
        FineTuner.Request request;
        try {
            ModelCard.checkId(name);
            request = new FineTuner.Request(
                    data,
                    name,
                    bundle,
                    recipe.plan(bundle, engine()),
                    splitting.rule(recipe.seed()),
                    split == null ? Optional.empty() : Optional.of(SplitFile.read(split)),
                    texts(bundle),
                    mode());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        FineTuner tuner = new FineTuner(
                LearningEngines.factory(request.plan().engine()),
                folders.library(),
                folders.trainings(),
                Version.program());
        try (TrainingSignals signals = new TrainingSignals()) {
            if (json) {
                signals.listenTo(System.in);
            }
            ModelBundle trained =
                    tuner.run(request, json ? new TrainingJson(System.out) : new TrainingReport(System.out), signals);
            printResult(trained);
            return ExitStatus.DONE;
        }
    }

    /** The engine that was asked for, else that of the interrupted training, else the program's choice. */
    private LearningEngine engine() throws IOException {
        if (engine != null) {
            return engine;
        }
        TrainingFolder begun = new TrainingFolder(folders.trainings().resolve(name));
        return mode() != FineTuner.Mode.BEGIN && begun.canResume() ? begun.readEngine() : LearningEngines.preferred();
    }

    private FineTuner.Mode mode() {
        if (keepBest) {
            return FineTuner.Mode.KEEP_BEST;
        }
        return resume ? FineTuner.Mode.RESUME : FineTuner.Mode.BEGIN;
    }

    /** Texts for a card from a file. */
    static CardTexts texts(Path file) throws IOException {
        return JsonMapper.builder().build().readValue(file.toFile(), CardTexts.class);
    }

    private CardTexts texts(Optional<ModelBundle> bundle) throws IOException {
        if (card != null) {
            return texts(card);
        }
        String folder = data.toAbsolutePath().normalize().getFileName().toString();
        return bundle.map(b -> CardTexts.continuing(b.card(), name, folder))
                .orElseGet(() -> CardTexts.plain(name, folder));
    }

    private void printResult(ModelBundle trained) throws IOException {
        if (json) {
            TrainingJson.printResult(System.out, trained, folders.library().ownFolder(name));
            return;
        }
        StringBuilder metrics = new StringBuilder();
        for (Metric metric : trained.card().metrics()) {
            metrics.append(String.format(
                    Locale.ROOT,
                    "%s %.4f (%s, n = %d)  ",
                    metric.name(),
                    metric.value(),
                    metric.average(),
                    metric.n()));
        }
        System.out.println("Model '" + trained.card().id() + "' is in "
                + folders.library().ownFolder(name) + ", with its split and learning curves.");
        System.out.println("Validation: " + metrics.toString().trim());
    }
}
