package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.medspike.app.bench.TrainingBenchmark;
import org.medspike.app.bench.TrainingBenchmark.Figures;
import org.medspike.app.bench.TrainingBenchmark.Setting;
import org.medspike.training.LearningEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medspike bench training}: how fast networks learn on this machine, and in how much memory. */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = {
            "Times training steps of the default network on phantoms: decoding, augmentation, forward, backward, optimiser.",
            "Every engine runs in a process of its own, and they take their steps in turns; resident memory is read after",
            "each step, so all engines of a setting must fit into memory together."
        })
final class BenchTrainingCommand implements Callable<Integer> {

    private static final int LARGEST_BATCH = 64;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--size",
            split = ",",
            paramLabel = "N",
            defaultValue = "128,256",
            description = "Sides of the input in px [${DEFAULT-VALUE}].")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--time-steps",
            split = ",",
            paramLabel = "T",
            defaultValue = "1,4",
            description = "Time steps [${DEFAULT-VALUE}].")
    private List<Integer> timeSteps = List.of();

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2,4,8",
            description = "Images a step [${DEFAULT-VALUE}].")
    private List<Integer> batches = List.of();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "7",
            description = "Counted steps a setting, after sixteen to warm up [${DEFAULT-VALUE}].")
    private int steps;

    @Option(
            names = "--engine",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "java,djl",
            description = "What computes gradients: java, djl or both, in turns [${DEFAULT-VALUE}].")
    private List<LearningEngine> engines = List.of();

    @Option(names = "--recompute", description = "Compute activations a second time instead of keeping them.")
    private boolean recompute;

    @Option(names = "--json", description = "Print one JSON object a setting.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        for (List<Integer> values : List.of(sizes, timeSteps, batches, List.of(steps))) {
            if (values.stream().anyMatch(value -> value < 1) || sizes.stream().anyMatch(size -> size % 8 != 0)) {
                throw new ParameterException(
                        spec.commandLine(), "Sizes must be multiples of 8, the other numbers at least 1.");
            }
        }
        if (!json) {
            System.out.println(
                    "| engine | size, px | T | batch | s per image, median | times as fast as the last engine, median of"
                            + " turns | resident after warm-up, MiB | after the last step, MiB | largest, MiB | steps |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        }
        if (batches.stream().anyMatch(batch -> batch > LARGEST_BATCH)) {
            throw new ParameterException(spec.commandLine(), "--batch must be at most " + LARGEST_BATCH + ".");
        }
        int status = ExitStatus.DONE;
        for (int size : sizes) {
            for (int t : timeSteps) {
                for (int batch : batches) {
                    Setting setting = new Setting(size, t, batch);
                    for (Figures figures : new TrainingBenchmark(steps, recompute).run(setting, engines)) {
                        print(figures);
                        if (figures.steps() == 0) {
                            status = ExitStatus.FAILED;
                        }
                    }
                }
            }
        }
        return status;
    }

    private void print(Figures f) throws IOException {
        if (json) {
            System.out.println(JsonMapper.builder().build().writeValueAsString(f));
        } else if (f.steps() == 0) {
            System.out.printf(
                    "| %s | %d | %d | %d | did not run to its end | - | - | - | - | 0 |%n",
                    f.engine(), f.size(), f.timeSteps(), f.batch());
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.3f | %.2f | %d | %d | %d | %d |%n",
                    f.engine(),
                    f.size(),
                    f.timeSteps(),
                    f.batch(),
                    f.secondsPerImage(),
                    f.timesAsFastAsLast(),
                    f.firstResidentMb(),
                    f.lastResidentMb(),
                    f.peakResidentMb(),
                    f.steps());
        }
        System.out.flush();
    }
}
