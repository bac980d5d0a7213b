package org.medspike.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medspike.bundle.BundleWriter;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.bundle.ModelLibrary;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.bundle.Provenance;
import org.medspike.bundle.WeightsFile;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.DataFolderException;
import org.medspike.network.NetworkCost;
import org.medspike.task.TaskContext;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Safetensors.Precision;
import org.medspike.tensor.Weights;
import org.medspike.tensor.cost.CostLedger;

/**
 * From a data folder to a model in the user's library.
 *
 * <p>The weights are stored in 16 bits where that costs at most {@value #TOLERATED_LOSS} of the validation mIoU, else in
 * 32; the scores on the card are those of the weights as they are stored.
 */
public final class FineTuner {

    private static final double TOLERATED_LOSS = 0.001;

    private final Trainer trainer;
    private final ModelLibrary library;
    private final Path checkpoints;
    private final String program;

    /**
     * A fine-tuner.
     *
     * @param engines make what computes gradients
     * @param library where base models come from and the result goes
     * @param checkpoints folder for checkpoints, one file a training
     * @param program name and version, for the card
     */
    public FineTuner(GradientEngine.Factory engines, ModelLibrary library, Path checkpoints, String program) {
        this.trainer = new Trainer(engines);
        this.library = library;
        this.checkpoints = checkpoints;
        this.program = program;
    }

    /**
     * What to train.
     *
     * @param data folder with {@code images/} and {@code masks/}
     * @param id of the new model
     * @param base the model to begin with; empty to begin with nothing
     * @param plan how
     * @param texts for the card
     * @param resume whether to go on from the checkpoint of an interrupted training
     */
    public record Request(
            Path data, String id, Optional<ModelBundle> base, TrainingPlan plan, CardTexts texts, boolean resume) {}

    /** Where the checkpoint of a training lies while it is not finished. */
    public CheckpointFile checkpoint(String id) {
        ModelCard.checkId(id);
        return new CheckpointFile(checkpoints.resolve(id + ".safetensors"));
    }

    /**
     * Trains and puts the model into the library.
     *
     * @throws DataFolderException if the data cannot be learned from, or there is already a model or a checkpoint of this
     *     id, or none to resume from
     * @throws TrainingFailedException if the loss is no longer a number
     * @throws IOException if something cannot be read or written
     */
    public ModelBundle run(Request request, TrainingListener listener, TaskContext task) throws IOException {
        Path folder = library.ownFolder(request.id());
        CheckpointFile checkpoint = checkpoint(request.id());
        if (Files.exists(folder)) {
            throw new DataFolderException("You already have a model '" + request.id() + "' in " + folder
                    + ". Choose another name, or remove it first.");
        }
        if (request.resume() && !checkpoint.exists()) {
            throw new DataFolderException(
                    "There is no interrupted training '" + request.id() + "' to resume in " + checkpoint.file() + ".");
        }
        if (!request.resume() && checkpoint.exists()) {
            throw new DataFolderException("A training '" + request.id() + "' was interrupted. Go on with --resume, or"
                    + " delete " + checkpoint.file() + " to begin again.");
        }
        TrainingSet data = TrainingSet.load(DataFolder.open(request.data()), request.plan(), task);
        Trainer.Start start = request.base()
                .map(base -> new Trainer.Start(base.spiking(), base.twin()))
                .orElse(Trainer.Start.FRESH);
        TrainingResult result =
                trainer.train(data, request.plan(), start, checkpoint, request.resume(), listener, task);
        ModelBundle bundle = store(request, data, result, folder, task);
        checkpoint.delete();
        return bundle;
    }

    private ModelBundle store(Request request, TrainingSet data, TrainingResult result, Path folder, TaskContext task)
            throws IOException {
        Precision precision = Precision.F16;
        Weights stored = Safetensors.rounded(result.spiking(), precision);
        ValidationScore score = trainer.score(data, request.plan(), stored, task);
        if (score.meanIou() < result.best().validation().meanIou() - TOLERATED_LOSS) {
            precision = Precision.F32;
            score = result.best().validation();
        }
        ModelCard card = card(request, data, result, score);
        return BundleWriter.write(folder, card, result.spiking(), result.twin(), precision);
    }

    private ModelCard card(Request request, TrainingSet data, TrainingResult result, ValidationScore score) {
        TrainingPlan plan = request.plan();
        CardTexts texts = request.texts();
        CostLedger cost = NetworkCost.count(plan.config(), plan.size(), plan.size());
        String protocol = String.format(
                Locale.ROOT,
                "%d images held out by seed %d, scored at each image's own size, probability cut at 0.5; the same images"
                        + " chose the best epoch",
                score.images(),
                plan.seed());
        String average = "mean of per-image values";
        List<String> steps = new ArrayList<>(
                request.base().map(base -> base.card().provenance().steps()).orElse(List.of()));
        steps.add(step(request, result));
        return new ModelCard(
                ModelCard.FORMAT_VERSION,
                request.id(),
                texts.name(),
                texts.modality(),
                texts.target(),
                texts.description(),
                texts.intendedUse(),
                texts.limitations(),
                texts.licence(),
                LocalDate.now(Clock.systemUTC()).toString(),
                plan.config(),
                !result.twin().names().isEmpty(),
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, plan.size(), plan.size()),
                Validation.THRESHOLD,
                cost.learnedParameters(),
                cost.macs().total(),
                List.of(
                        new Metric("mIoU", score.meanIou(), average, score.images(), protocol),
                        new Metric("DSC", score.meanDice(), average, score.images(), protocol)),
                new Provenance(
                        program,
                        texts.data(),
                        data.trainingCount(),
                        score.images(),
                        plan.settings(),
                        List.copyOf(steps)),
                new WeightsFile("", 0, ""));
    }

    private static String step(Request request, TrainingResult result) {
        TrainingPlan plan = request.plan();
        return String.format(
                Locale.ROOT,
                "%s: %s, %d px, T = %d, %d epochs of the SA twin, %d of the spiking network, batch %d, learning rate %s;"
                        + " best epoch %d, validation mIoU %.4f",
                request.id(),
                request.base()
                        .map(base -> "began with '" + base.card().id() + "'")
                        .orElse("began with nothing"),
                plan.size(),
                plan.config().timeSteps(),
                plan.twinEpochs(),
                plan.epochs(),
                plan.batch(),
                plan.learningRate(),
                result.best().epoch(),
                result.best().validation().meanIou());
    }
}
