package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.app.Version;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskContext;
import org.medspike.training.Augmentation;
import org.medspike.training.CardTexts;
import org.medspike.training.FineTuner;
import org.medspike.training.LossOptions;
import org.medspike.training.TrainingPlan;
import org.medspike.training.djl.DjlGradientEngine;
import picocli.CommandLine.Command;
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

    private static final double VALIDATION_SHARE = 0.15;
    private static final double WEIGHT_DECAY = 0.01;
    private static final int SECONDS_TO_STOP = 60;

    private final AppFolders folders;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder with images/ and masks/.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--name", required = true, paramLabel = "ID", description = "Id of the new model.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--base", paramLabel = "ID", description = "Model to begin with; its SA twin is the teacher.")
    private @Nullable String base;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "Epochs of the spiking network [${DEFAULT-VALUE}].")
    private int epochs;

    @Option(names = "--sa-epochs", paramLabel = "N", description = "Epochs of the SA twin [25, with --base 0].")
    private @Nullable Integer twinEpochs;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Side of the network's input in px, a multiple of 8 [128, with --base the base's].")
    private @Nullable Integer size;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "8", description = "Images a step [${DEFAULT-VALUE}].")
    private int batch;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "41",
            description = "Seed of split, weights, order and augmentation [${DEFAULT-VALUE}].")
    private long seed;

    @Option(
            names = "--time-steps",
            paramLabel = "T",
            description = "Time steps of the spiking network [4, with --base the base's].")
    private @Nullable Integer timeSteps;

    @Option(
            names = "--channels",
            split = ",",
            paramLabel = "C",
            description = "Channels of the four stages [32,64,128,256, with --base the base's].")
    private @Nullable List<Integer> channels;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.002",
            description = "Highest learning rate [${DEFAULT-VALUE}].")
    private double learningRate;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description =
                    "JSON with texts for the model card: name, modality, target, description, intendedUse, limitations, licence, data.")
    private @Nullable Path card;

    @Option(names = "--resume", description = "Go on with the interrupted training of this name.")
    private boolean resume;

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
            request = new FineTuner.Request(data, name, bundle, plan(bundle), texts(bundle), resume);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        FineTuner tuner =
                new FineTuner(DjlGradientEngine::new, folders.library(), folders.trainings(), Version.program());
        StopOnSignal stop = new StopOnSignal();
        try {
            ModelBundle trained = tuner.run(request, new TrainingReport(System.out), stop);
            printResult(trained);
            return ExitStatus.DONE;
        } finally {
            stop.over();
        }
    }

    private TrainingPlan plan(Optional<ModelBundle> bundle) {
        NetworkConfig config = bundle.map(b -> b.card().network()).orElse(NetworkConfig.DEFAULT);
        if (channels != null) {
            config = config.withChannels(channels);
        }
        if (timeSteps != null) {
            config = config.withTimeSteps(timeSteps);
        }
        int defaultSize = bundle.map(b -> b.card().preprocessing().width()).orElse(128);
        boolean teacherGiven = bundle.isPresent() && bundle.get().card().twin();
        return new TrainingPlan(
                config,
                size == null ? defaultSize : size,
                batch,
                seed,
                twinEpochs == null ? teacherGiven ? 0 : 25 : twinEpochs,
                epochs,
                learningRate,
                WEIGHT_DECAY,
                VALIDATION_SHARE,
                Augmentation.DEFAULT,
                LossOptions.DEFAULT);
    }

    private CardTexts texts(Optional<ModelBundle> bundle) throws IOException {
        if (card != null) {
            return JsonMapper.builder().build().readValue(card.toFile(), CardTexts.class);
        }
        String folder = data.toAbsolutePath().normalize().getFileName().toString();
        return bundle.map(b -> CardTexts.continuing(b.card(), name, folder))
                .orElseGet(() -> CardTexts.plain(name, folder));
    }

    private void printResult(ModelBundle trained) {
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
        System.out.println(
                "Model '" + trained.card().id() + "' is in " + folders.library().ownFolder(name));
        System.out.println("Validation: " + metrics.toString().trim());
    }

    /** Ctrl-C asks the training to stop after the step that is under way, and waits until it has. */
    private static final class StopOnSignal implements TaskContext {

        private final AtomicBoolean asked = new AtomicBoolean();
        private final CountDownLatch over = new CountDownLatch(1);

        StopOnSignal() {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-training"));
        }

        private void stop() {
            if (over.getCount() == 0) {
                return;
            }
            asked.set(true);
            System.err.println(
                    "Stopping after this step; the checkpoint of the last epoch is kept, go on with --resume.");
            try {
                over.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void over() {
            over.countDown();
        }

        @Override
        public void progress(double fraction, String doing) {}

        @Override
        public boolean isCancelled() {
            return asked.get();
        }
    }
}
