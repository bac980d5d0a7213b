package org.medspike.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medspike.dataset.DataFolderException;
import org.medspike.storage.AtomicFile;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Safetensors.Precision;
import org.medspike.tensor.Weights;

/**
 * A training's checkpoint: one safetensors file, replaced as a whole after each epoch.
 *
 * @param file where it is
 */
public record CheckpointFile(Path file) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SETTINGS = "settings";

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** Removes it, if there is one. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    void write(TrainingState state, Map<String, String> settings) throws IOException {
        Weights weights = state.current()
                .prefixed("current")
                .plus(state.optimiser().prefixed("optimiser"))
                .plus(state.best().prefixed("best"))
                .plus(state.twin().prefixed("twin"));
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("phase", state.phase().name());
        metadata.put("epochsDone", Integer.toString(state.epochsDone()));
        metadata.put("optimiserSteps", Long.toString(state.optimiserSteps()));
        metadata.put("history", JSON.writeValueAsString(state.history()));
        metadata.put(SETTINGS, JSON.writeValueAsString(settings));
        AtomicFile.write(
                file, out -> Safetensors.write(out, new Safetensors.Contents(weights, metadata), Precision.F32));
    }

    /**
     * Reads it.
     *
     * @param settings those of the training that is to continue
     * @throws DataFolderException if it was begun with other settings; the message names them
     */
    TrainingState read(Map<String, String> settings) throws IOException {
        Safetensors.Contents contents = Safetensors.read(file);
        Map<String, String> metadata = contents.metadata();
        try {
            Map<String, String> begun = JSON.readValue(metadata.get(SETTINGS), new TypeReference<>() {});
            List<String> changed = settings.keySet().stream()
                    .filter(key -> !settings.get(key).equals(begun.get(key)))
                    .toList();
            if (!changed.isEmpty()) {
                throw new DataFolderException("The training in " + file + " was begun with other settings ("
                        + String.join(", ", changed) + "). Resume it with the same, or train under another name.");
            }
            return new TrainingState(
                    Phase.valueOf(metadata.get("phase")),
                    Integer.parseInt(metadata.get("epochsDone")),
                    Long.parseLong(metadata.get("optimiserSteps")),
                    contents.weights().under("current"),
                    contents.weights().under("optimiser"),
                    contents.weights().under("best"),
                    contents.weights().under("twin"),
                    JSON.readValue(metadata.get("history"), new TypeReference<>() {}));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("The checkpoint " + file + " is damaged: " + e.getMessage(), e);
        }
    }
}
