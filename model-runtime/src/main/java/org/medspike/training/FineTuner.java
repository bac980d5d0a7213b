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
import org.medspike.dataset.SplitFile;
import org.medspike.dataset.SplitRule;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
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
    private final Path trainings;
    private final String program;

    /**
     * A fine-tuner.
     *
     * @param engines make what computes gradients
     * @param library where base models come from and the result goes
     * @param trainings folder for trainings that are not finished, one sub-folder each
     * @param program name and version, for the card
     */
    public FineTuner(GradientEngine.Factory engines, ModelLibrary library, Path trainings, String program) {
        this.trainer = new Trainer(engines);
        this.library = library;
        this.trainings = trainings;
        this.program = program;
    }

    /**
     * What to train.
     *
     * @param data folder with {@code images/} and {@code masks/}
     * @param id of the new model
     * @param base the model to begin with; empty to begin with nothing
     * @param plan how
     * @param rule how the data is divided, where no split is given
     * @param split who is learned from and who is held out, as decided before
     * @param texts for the card
     * @param mode whether to begin, to go on, or to keep what an interrupted training has reached
     */
    public record Request(
            Path data,
            String id,
            Optional<ModelBundle> base,
            TrainingPlan plan,
            SplitRule rule,
            Optional<SplitFile> split,
            CardTexts texts,
            Mode mode) {}

    /** What to do about a training. */
    public enum Mode {
        /** Begin it; there must be none of this id. */
        BEGIN,
        /** Go on from its checkpoint. */
        RESUME,
        /** Make the best epoch of its checkpoint the model, without training further. */
        KEEP_BEST
    }

    /** Where a training keeps its checkpoint, split and curves while it is not finished. */
    public TrainingFolder trainingFolder(String id) {
        ModelCard.checkId(id);
        return new TrainingFolder(trainings.resolve(id));
    }

    /**
     * Trains and puts the model into the library.
     *
     * @throws DataFolderException if the data cannot be learned from, or there is already a model or a checkpoint of this
     *     id, or none to resume from
     * @throws TrainingFailedException if the loss is no longer a number, or there is nothing to keep yet
     * @throws IOException if something cannot be read or written
     */
    public ModelBundle run(Request request, TrainingListener listener, TrainingControl control) throws IOException {
        Path target = library.ownFolder(request.id());
        TrainingFolder folder = trainingFolder(request.id());
        refuseWhatIsInTheWay(request, target, folder);
        boolean begins = request.mode() == Mode.BEGIN;
        TrainingSet data = load(request, begins ? request.split() : Optional.of(begun(request, folder)), control);
        TrainingPlan plan = request.plan();
        TrainingResult result;
        if (request.mode() == Mode.KEEP_BEST) {
            result = Trainer.bestSoFar(data, plan, folder);
        } else {
            Trainer.Start start = request.base()
                    .map(base -> new Trainer.Start(base.spiking(), base.twin()))
                    .orElse(Trainer.Start.FRESH);
            result = trainer.train(data, plan, start, folder, !begins, listener, control);
        }
        ModelBundle bundle = store(request, data, result, target, folder, control);
        folder.delete();
        return bundle;
    }

    private static void refuseWhatIsInTheWay(Request request, Path target, TrainingFolder folder)
            throws DataFolderException {
        if (Files.exists(target)) {
            throw new DataFolderException("You already have a model '" + request.id() + "' in " + target
                    + ". Choose another name, or remove it first.");
        }
        if (request.mode() != Mode.BEGIN && !folder.canResume()) {
            throw new DataFolderException(
                    "There is no interrupted training '" + request.id() + "' to resume in " + folder.folder() + ".");
        }
        if (request.mode() == Mode.BEGIN && folder.canResume()) {
            throw new DataFolderException("A training '" + request.id() + "' was interrupted. Go on with --resume, keep"
                    + " its best epoch with --keep-best, or delete " + folder.folder() + " to begin again.");
        }
    }

    /** The split that a training was begun with, which has to be the one that is asked for now. */
    private static SplitFile begun(Request request, TrainingFolder folder) throws IOException {
        SplitFile begun = folder.readSplit();
        SplitRule asked = request.split().map(SplitFile::rule).orElse(request.rule());
        if (!asked.label().equals(begun.rule().label())) {
            throw new DataFolderException("The training in " + folder.folder() + " was begun with another split ("
                    + begun.rule().label() + "). Resume it with the same, or train under another name.");
        }
        return begun;
    }

    private static TrainingSet load(Request request, Optional<SplitFile> known, TrainingControl control)
            throws IOException {
        DataFolder folder = DataFolder.open(request.data());
        TrainingPlan plan = request.plan();
        int size = (plan.twinLegs().isEmpty() ? plan.legs() : plan.twinLegs())
                .get(0)
                .size();
        return known.isPresent()
                ? TrainingSet.load(folder, known.get(), size, control)
                : TrainingSet.load(folder, request.rule(), size, control);
    }

    private ModelBundle store(
            Request request,
            TrainingSet data,
            TrainingResult result,
            Path target,
            TrainingFolder folder,
            TrainingControl control)
            throws IOException {
        Precision precision = Precision.F16;
        Weights stored = Safetensors.rounded(result.spiking(), precision);
        ValidationScore score = trainer.score(data, request.plan(), result.leg(), stored, control);
        if (score.meanIou() < result.best().validation().meanIou() - TOLERATED_LOSS) {
            precision = Precision.F32;
            score = result.best().validation();
        }
        ModelCard card = card(request, data, result, score);
        return BundleWriter.write(target, card, result.spiking(), result.twin(), precision, folder.companions());
    }

    private ModelCard card(Request request, TrainingSet data, TrainingResult result, ValidationScore score) {
        TrainingPlan plan = request.plan();
        CardTexts texts = request.texts();
        Leg leg = result.leg();
        NetworkConfig network = plan.network(Phase.SPIKING, leg);
        CostLedger cost = NetworkCost.count(network, leg.size(), leg.size());
        String protocol = String.format(
                Locale.ROOT,
                "%d images held out (%s), scored at each image's own size, probability cut at 0.5; the same images"
                        + " chose the best epoch",
                score.images(),
                data.split().rule().label());
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
                network,
                !result.twin().names().isEmpty(),
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, leg.size(), leg.size()),
                Validation.THRESHOLD,
                cost.learnedParameters(),
                cost.macs().total(),
                List.of(
                        new Metric("mIoU", score.meanIou(), average, score.images(), protocol),
                        new Metric("DSC", score.meanDice(), average, score.images(), protocol)),
                new Provenance(
                        program,
                        texts.data(),
                        data.split().training().size(),
                        score.images(),
                        data.settings(plan),
                        List.copyOf(steps)),
                new WeightsFile("", 0, ""));
    }

    private static String step(Request request, TrainingResult result) {
        TrainingPlan plan = request.plan();
        return String.format(
                Locale.ROOT,
                "%s: %s; SA twin: %s; spiking network: %s; learning rate %s; best epoch %d, validation mIoU %.4f",
                request.id(),
                request.base()
                        .map(base -> "began with '" + base.card().id() + "'")
                        .orElse("began with nothing"),
                labels(plan.twinLegs()),
                labels(plan.legs()),
                plan.optimiser().learningRate(),
                result.best().epoch(),
                result.best().validation().meanIou());
    }

    private static String labels(List<Leg> legs) {
        return legs.isEmpty()
                ? "as it was"
                : String.join(", then ", legs.stream().map(Leg::label).toList());
    }
}
