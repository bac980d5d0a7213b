package org.medspike.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.medspike.tensor.FloatTensor;
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
    private static final float LARGEST_HALF = 65504;

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
            result = Trainer.bestSoFar(data, plan, origin(request), folder);
        } else {
            Trainer.Start start = request.base()
                    .map(base -> new Trainer.Start(base.spiking(), base.twin(), origin(request)))
                    .orElse(Trainer.Start.FRESH);
            result = trainer.train(data, plan, start, folder, !begins, listener, control);
        }
        ModelBundle bundle = store(request, data, result, target, folder, control);
        folder.delete();
        return bundle;
    }

    /** What a training begins with, for telling whether a checkpoint belongs to it. */
    private static String origin(Request request) {
        return request.base()
                .map(base -> base.card().id() + " " + base.sha256())
                .orElse(Trainer.Start.NOTHING);
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
        boolean same = request.split().isPresent()
                ? request.split().get().equals(begun)
                : request.rule().label().equals(begun.rule().label());
        if (!same) {
            throw new DataFolderException("The training in " + folder.folder() + " was begun with another split ("
                    + begun.rule().label() + "). Resume it with the same, or train under another name.");
        }
        return begun;
    }

    private static TrainingSet load(Request request, Optional<SplitFile> known, TrainingControl control)
            throws IOException {
        DataFolder folder = DataFolder.open(request.data());
        TrainingPlan plan = request.plan();
        PreprocessingSpec first = plan.input(plan.firstLeg());
        return known.isPresent()
                ? TrainingSet.load(folder, known.get(), first, control)
                : TrainingSet.load(folder, request.rule(), first, control);
    }

    private ModelBundle store(
            Request request,
            TrainingSet data,
            TrainingResult result,
            Path target,
            TrainingFolder folder,
            TrainingControl control)
            throws IOException {
        Precision precision = Precision.F32;
        ValidationScore score = result.best().validation();
        if (fitsHalf(result.spiking()) && fitsHalf(result.twin())) {
            Weights rounded = Safetensors.rounded(result.spiking(), Precision.F16);
            ValidationScore half = trainer.score(data, request.plan(), result.leg(), rounded, control);
            if (half.meanIou() >= score.meanIou() - TOLERATED_LOSS) {
                precision = Precision.F16;
                score = half;
            }
        }
        ModelCard card = card(request, data, result, score);
        Map<String, byte[]> companions = folder.companions(data.split().toFile(), result.history());
        return BundleWriter.write(target, card, result.spiking(), result.twin(), precision, companions);
    }

    private static boolean fitsHalf(Weights weights) {
        for (FloatTensor tensor : weights.tensors().values()) {
            for (float value : tensor.values()) {
                if (Math.abs(value) > LARGEST_HALF) {
                    return false;
                }
            }
        }
        return true;
    }

    private ModelCard card(Request request, TrainingSet data, TrainingResult result, ValidationScore score)
            throws IOException {
        TrainingPlan plan = request.plan();
        CardTexts texts = request.texts();
        Leg leg = result.leg();
        NetworkConfig network = plan.network(Phase.SPIKING, leg);
        CostLedger cost = NetworkCost.count(network, leg.size(), leg.size());
        String protocol = String.format(
                Locale.ROOT,
                "%d images held out (%s), scored at each image's own size, probability cut at 0.5; the same images"
                        + " chose the best epoch%s",
                score.images(),
                data.split().rule().label(),
                leak(request, data));
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
                plan.input(leg),
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
                        data.settings(plan, origin(request)),
                        List.copyOf(steps)),
                new WeightsFile("", 0, ""));
    }

    /** Tells of held-out images that the base has learned from, by their names. */
    private String leak(Request request, TrainingSet data) throws IOException {
        if (request.base().isEmpty()) {
            return "";
        }
        String base = request.base().get().card().id();
        Path file = library.locate(base).resolve(SplitFile.NAME);
        if (!Files.isRegularFile(file)) {
            return "";
        }
        Set<String> learned = Set.copyOf(SplitFile.read(file).training());
        long known = data.split().validation().stream()
                .filter(one -> learned.contains(one.stem()))
                .count();
        return known == 0
                ? ""
                : "; " + known + " of them bear names that the base '" + base
                        + "' has learned from, which makes the scores too good: train with --split " + file;
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
                done(plan, result, Phase.TWIN),
                done(plan, result, Phase.SPIKING),
                plan.optimiser().learningRate(),
                result.best().epoch(),
                result.best().validation().meanIou());
    }

    /** The legs of a phase with the epochs that were really run. */
    private static String done(TrainingPlan plan, TrainingResult result, Phase phase) {
        List<String> legs = new ArrayList<>();
        for (int i = 1; i <= plan.legs(phase).size(); i++) {
            int number = i;
            int epochs = (int) result.history().stream()
                    .filter(report -> report.phase() == phase && report.leg() == number)
                    .count();
            if (epochs > 0) {
                Leg planned = plan.legs(phase).get(i - 1);
                legs.add(new Leg(planned.size(), planned.timeSteps(), planned.batch(), epochs).label());
            }
        }
        String early = phase == Phase.SPIKING && !result.whole() ? " (finished early)" : "";
        return legs.isEmpty() ? "as it was" : String.join(", then ", legs) + early;
    }
}
