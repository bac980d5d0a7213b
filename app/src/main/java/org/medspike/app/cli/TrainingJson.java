package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medspike.bundle.ModelBundle;
import org.medspike.training.EpochReport;
import org.medspike.training.LossTerms;
import org.medspike.training.Phase;
import org.medspike.training.TrainingListener;

/** Tells a training's progress to another program: one JSON object a line, {@code event} says what it is. */
final class TrainingJson implements TrainingListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;

    TrainingJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(int trainingImages, int validationImages) {
        print(out, "started", Map.of("trainingImages", trainingImages, "validationImages", validationImages));
    }

    @Override
    public void stepDone(Phase phase, int epoch, int step, int steps, LossTerms losses, double secondsLeft) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("phase", phase);
        fields.put("epoch", epoch);
        fields.put("step", step);
        fields.put("steps", steps);
        fields.put("loss", losses.total());
        fields.put("secondsLeft", secondsLeft);
        print(out, "step", fields);
    }

    @Override
    public void epochDone(EpochReport report) {
        print(out, "epoch", Map.of("report", report));
    }

    /** The line that ends a training that went well. */
    static void printResult(PrintStream out, ModelBundle trained, Path folder) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", trained.card().id());
        fields.put("folder", folder.toString());
        fields.put("metrics", trained.card().metrics());
        print(out, "done", fields);
    }

    private static void print(PrintStream out, String event, Map<String, ?> fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.putAll(fields);
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }
}
