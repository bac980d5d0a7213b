package org.medspike.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.SplitFile;
import org.medspike.storage.AtomicFile;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Safetensors.Precision;
import org.medspike.tensor.Weights;

/**
 * What a training that is not finished keeps on disk: a checkpoint, which is one safetensors file that is replaced as a
 * whole after each epoch, and beside it the split and the learning curves for people.
 *
 * @param folder where; made when first written to
 */
public record TrainingFolder(Path folder) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SETTINGS = "settings";
    private static final String SPLIT = "split";

    /** The file that a training can be resumed from. */
    public Path checkpoint() {
        return folder.resolve("checkpoint.safetensors");
    }

    /** Whether there is something to resume from. */
    public boolean canResume() {
        return Files.exists(checkpoint());
    }

    /** Removes all that a training has left, also what a kill left half-written; other people's files stay. */
    public void delete() throws IOException {
        for (Path file : List.of(checkpoint(), split(), csv(), png())) {
            Files.deleteIfExists(file);
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody keeps something of his own there.
            return;
        }
    }

    /** Writes split and curves anew, as a finished training wants them, and gives them by name. */
    Map<String, byte[]> companions(SplitFile split, List<EpochReport> history) throws IOException {
        writeForPeople(split, history);
        Map<String, byte[]> companions = new TreeMap<>();
        for (Path file : List.of(split(), csv(), png())) {
            companions.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return companions;
    }

    private void writeForPeople(SplitFile split, List<EpochReport> history) throws IOException {
        AtomicFile.writeText(split(), split.toJson());
        LearningCurves.write(folder, history);
    }

    private Path split() {
        return folder.resolve(SplitFile.NAME);
    }

    private Path csv() {
        return folder.resolve(LearningCurves.CSV);
    }

    private Path png() {
        return folder.resolve(LearningCurves.PNG);
    }

    /** Writes the state after an epoch. */
    void write(TrainingState state, Map<String, String> settings, SplitFile split) throws IOException {
        Weights weights = state.current()
                .prefixed("current")
                .plus(state.average().prefixed("average"))
                .plus(state.optimiser().prefixed("optimiser"))
                .plus(state.best().prefixed("best"))
                .plus(state.earlier().prefixed("earlier"))
                .plus(state.twin().prefixed("twin"));
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("phase", state.phase().name());
        metadata.put("leg", Integer.toString(state.leg()));
        metadata.put("epochsDone", Integer.toString(state.epochsDone()));
        metadata.put("optimiserSteps", Long.toString(state.optimiserSteps()));
        metadata.put("history", JSON.writeValueAsString(state.history()));
        metadata.put(SPLIT, split.toJson());
        metadata.put(SETTINGS, JSON.writeValueAsString(settings));
        AtomicFile.write(
                checkpoint(),
                out -> Safetensors.write(out, new Safetensors.Contents(weights, metadata), Precision.F32));
        writeForPeople(split, state.history());
    }

    /** Who is learned from and who is held out in the training that it belongs to. */
    SplitFile readSplit() throws IOException {
        String split = Safetensors.read(checkpoint()).metadata().get(SPLIT);
        if (split == null) {
            throw new IOException("The checkpoint " + checkpoint() + " is damaged: it has no split.");
        }
        return SplitFile.parse(split, "in " + checkpoint());
    }

    /**
     * The engine that the training was begun with, or went on with last.
     *
     * @throws IOException if the checkpoint cannot be read
     */
    public LearningEngine readEngine() throws IOException {
        Map<String, String> metadata = Safetensors.read(checkpoint()).metadata();
        try {
            Map<String, String> begun = JSON.readValue(metadata.get(SETTINGS), new TypeReference<>() {});
            // Earlier versions of the program had no other.
            return LearningEngine.of(begun.getOrDefault(TrainingPlan.ENGINE, LearningEngine.DJL.label()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("The checkpoint " + checkpoint() + " is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the checkpoint.
     *
     * @param settings those of the training that is to continue
     * @throws DataFolderException if it was begun with other settings; the message names them
     */
    TrainingState read(Map<String, String> settings) throws IOException {
        Safetensors.Contents contents = Safetensors.read(checkpoint());
        Map<String, String> metadata = contents.metadata();
        try {
            Map<String, String> begun = JSON.readValue(metadata.get(SETTINGS), new TypeReference<>() {});
            List<String> changed = settings.keySet().stream()
                    .filter(key -> !TrainingPlan.ROUNDING.contains(key))
                    .filter(key -> !settings.get(key).equals(begun.get(key)))
                    .toList();
            if (!changed.isEmpty()) {
                throw new DataFolderException("The training in " + folder + " was begun with other settings ("
                        + String.join(", ", changed) + "). Resume it with the same, or train under another name.");
            }
            return new TrainingState(
                    Phase.valueOf(metadata.get("phase")),
                    Integer.parseInt(metadata.get("leg")),
                    Integer.parseInt(metadata.get("epochsDone")),
                    Long.parseLong(metadata.get("optimiserSteps")),
                    contents.weights().under("current"),
                    contents.weights().under("average"),
                    contents.weights().under("optimiser"),
                    contents.weights().under("best"),
                    contents.weights().under("earlier"),
                    contents.weights().under("twin"),
                    JSON.readValue(metadata.get("history"), new TypeReference<>() {}));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("The checkpoint " + checkpoint() + " is damaged: " + e.getMessage(), e);
        }
    }
}
