package org.medspike.ablation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.medspike.bundle.ModelCard;
import org.medspike.dataset.DataFolderException;
import org.medspike.inference.InferenceEngine;
import org.medspike.network.NetworkConfig;
import org.medspike.storage.AtomicFile;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Weights;
import org.medspike.training.EpochReport;
import org.medspike.training.Leg;
import org.medspike.training.Phase;
import org.medspike.training.Trainer;
import org.medspike.training.TrainingControl;
import org.medspike.training.TrainingFolder;
import org.medspike.training.TrainingListener;
import org.medspike.training.TrainingPlan;
import org.medspike.training.TrainingResult;
import org.medspike.training.TrainingSet;

/**
 * The ablation as the paper does it: every variant is trained anew by the same plan, with the same split and seed.
 *
 * <p>The ANN twin is trained once for all variants that have the same one. Each finished row is written down, and a row
 * that is interrupted keeps its checkpoint: the same call goes on where it was.
 */
public final class Retrained {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HOW = "trained anew";

    private final Trainer trainer;
    private final TrainingSet data;
    private final TrainingPlan plan;
    private final Scoring scoring;
    private final Path folder;

    /**
     * An ablation.
     *
     * @param trainer trains the variants
     * @param data what is learned from and what is scored
     * @param plan for the whole network; variants differ from it in network and losses alone
     * @param card of the model whose threshold and texts are used
     * @param engine what runs the trained networks
     * @param threads for the engine
     * @param folder where rows and checkpoints are kept
     */
    public Retrained(
            Trainer trainer,
            TrainingSet data,
            TrainingPlan plan,
            ModelCard card,
            InferenceEngine engine,
            int threads,
            Path folder) {
        this.trainer = trainer;
        this.data = data;
        this.plan = plan;
        this.scoring = new Scoring(card, data.split().validation(), engine, threads);
        this.folder = folder;
    }

    /**
     * Trains and scores all variants, the whole network first.
     *
     * @param onRow told of each finished row, also of one that was finished in an earlier call
     * @throws DataFolderException if the folder holds rows of another plan or split
     * @throws IOException if something cannot be read or written
     */
    public List<Row> run(
            List<Variant> variants, Consumer<Row> onRow, TrainingListener listener, TrainingControl control)
            throws IOException {
        refuseOtherSettings();
        List<Row> rows = new ArrayList<>();
        for (Variant variant : variants) {
            control.checkCancelled();
            control.progress((double) rows.size() / variants.size(), variant.label());
            Row row = Files.exists(file(variant)) ? read(variant) : train(variant, listener, control);
            rows.add(row);
            onRow.accept(row);
        }
        return List.copyOf(rows);
    }

    private void refuseOtherSettings() throws IOException {
        Map<String, String> settings = plan.settings();
        String now = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n"
                + data.split().toFile().toJson() + scoring.card().weights().sha256() + "\n";
        Path file = folder.resolve("settings.txt");
        if (!Files.exists(file)) {
            AtomicFile.writeText(file, now);
        } else if (!Files.readString(file).equals(now)) {
            throw new DataFolderException("The folder " + folder
                    + " holds rows that were trained with other settings, another model or other images, see "
                    + file + ". Repeat the command as it was, or choose another folder.");
        }
    }

    private Row train(Variant variant, TrainingListener listener, TrainingControl control) throws IOException {
        TrainingFolder training = new TrainingFolder(folder.resolve("rows").resolve(variant.key()));
        NetworkConfig twin = variant.network().twin();
        Optional<Weights> known = variant.twin() ? knownTwin(twin) : Optional.empty();
        TrainingPlan own = planOf(variant, known.isPresent());
        Trainer.Start start = new Trainer.Start(Weights.EMPTY, known.orElse(Weights.EMPTY), variant.key());
        TrainingResult result = trainer.train(data, own, start, training, training.canResume(), listener, control);
        NetworkConfig network = own.network(Phase.SPIKING, result.leg());
        Row.Score score = scoring.of(network, result.leg().size(), result.spiking(), control);
        double seconds = result.history().stream()
                .filter(report -> report.phase() == Phase.SPIKING)
                .mapToDouble(EpochReport::seconds)
                .sum();
        String how = HOW + (variant.twin() ? ", from the twin's weights" : ", from fresh weights");
        Row row = Row.of(variant, network, result.leg().size(), Optional.of(score), how, seconds);
        AtomicFile.writeText(
                file(variant), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Written.of(row)) + "\n");
        // After the row: a row that is not finished resumes with the plan that it was begun with.
        if (variant.twin() && known.isEmpty()) {
            keepTwin(twin, result.twin());
        }
        Files.deleteIfExists(training.checkpoint());
        return row;
    }

    private TrainingPlan planOf(Variant variant, boolean twinKnown) {
        List<Leg> legs = plan.legs();
        int steps = variant.network().timeSteps();
        if (steps != plan.network().timeSteps()) {
            legs = new ArrayList<>();
            for (Leg leg : plan.legs()) {
                boolean last = legs.size() == plan.legs().size() - 1;
                legs.add(new Leg(
                        leg.size(), last ? steps : Math.min(steps, leg.timeSteps()), leg.batch(), leg.epochs()));
            }
        }
        return new TrainingPlan(
                variant.network(),
                variant.twin() && !twinKnown ? plan.twinLegs() : List.of(),
                legs,
                plan.seed(),
                plan.optimiser(),
                plan.schedule(),
                plan.augmentation(),
                variant.losses(),
                plan.recompute(),
                plan.engine(),
                plan.framing());
    }

    private Path twinFile(NetworkConfig twin) {
        return folder.resolve(twin.spikeConvolution() ? "twin.safetensors" : "twin-without-sc.safetensors");
    }

    private Optional<Weights> knownTwin(NetworkConfig twin) throws IOException {
        Path file = twinFile(twin);
        return Files.exists(file) ? Optional.of(Safetensors.read(file).weights()) : Optional.empty();
    }

    private void keepTwin(NetworkConfig twin, Weights weights) throws IOException {
        AtomicFile.write(
                twinFile(twin),
                out -> Safetensors.write(out, new Safetensors.Contents(weights, Map.of()), Safetensors.Precision.F32));
    }

    private Path file(Variant variant) {
        return folder.resolve("rows").resolve(variant.key() + ".json");
    }

    private Row read(Variant variant) throws IOException {
        try {
            return JSON.readValue(file(variant).toFile(), Written.class).toRow(variant);
        } catch (JsonProcessingException e) {
            throw new DataFolderException("The row " + file(variant) + " cannot be read: " + e.getOriginalMessage()
                    + ". Delete it to train it again.");
        }
    }

    /** A finished row as it is kept. */
    private record Written(Row.Score score, long parameters, long macs, String how, double seconds) {

        static Written of(Row row) {
            return new Written(row.score().orElseThrow(), row.parameters(), row.macs(), row.how(), row.seconds());
        }

        Row toRow(Variant variant) {
            return new Row(
                    variant.key(),
                    variant.label(),
                    variant.question(),
                    Optional.of(score),
                    parameters,
                    macs,
                    how,
                    seconds);
        }
    }
}
