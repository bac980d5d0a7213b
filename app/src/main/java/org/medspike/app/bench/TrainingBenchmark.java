package org.medspike.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.medspike.training.LearningEngine;

/**
 * Times the training of the default network on phantoms, each setting in a process of its own.
 *
 * @param steps counted steps a setting
 * @param recompute whether activations are computed twice instead of kept
 * @param engine what computes the gradients
 */
public record TrainingBenchmark(int steps, boolean recompute, LearningEngine engine) {

    private static final int WARM_UPS = 12;

    /**
     * What was measured of one setting.
     *
     * @param engine what computed the gradients
     * @param size side of the input in pixels
     * @param timeSteps T
     * @param batch images a step
     * @param secondsPerImage median over the steps, divided by the batch; not a number where it did not run
     * @param firstResidentMb resident memory after the warm-up, in MiB
     * @param lastResidentMb resident memory after the last step
     * @param peakResidentMb largest resident memory after any step
     * @param steps counted steps
     */
    public record Figures(
            String engine,
            int size,
            int timeSteps,
            int batch,
            double secondsPerImage,
            long firstResidentMb,
            long lastResidentMb,
            long peakResidentMb,
            int steps) {}

    /**
     * Measures one setting; takes minutes.
     *
     * @throws IOException if the process cannot be started
     */
    public Figures run(int size, int timeSteps, int batch) throws IOException {
        Path folder = Files.createTempDirectory("training-bench");
        try {
            Process process = process(size, timeSteps, batch, folder);
            List<double[]> lines = new ArrayList<>();
            try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    String[] fields = line.split(" ");
                    lines.add(new double[] {Double.parseDouble(fields[0]), Double.parseDouble(fields[1])});
                }
            } finally {
                process.destroy();
            }
            return figures(size, timeSteps, batch, lines);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> contents;
        try (Stream<Path> walk = Files.walk(folder)) {
            contents = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : contents) {
            Files.delete(path);
        }
    }

    private Figures figures(int size, int timeSteps, int batch, List<double[]> lines) {
        if (lines.size() < steps + WARM_UPS) {
            return new Figures(engine.label(), size, timeSteps, batch, Double.NaN, -1, -1, -1, 0);
        }
        List<double[]> counted = lines.subList(WARM_UPS, lines.size());
        double[] times = counted.stream().mapToDouble(line -> line[0]).toArray();
        return new Figures(
                engine.label(),
                size,
                timeSteps,
                batch,
                Benchmark.percentile(times, 0.5) / 1000 / batch,
                (long) counted.get(0)[1],
                (long) counted.get(counted.size() - 1)[1],
                (long) counted.stream().mapToDouble(line -> line[1]).max().orElse(-1),
                counted.size());
    }

    /** The whole Java heap is touched at the start: what grows after that is native. */
    private static final List<String> DJL_OPTIONS = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

    /** As the launcher starts the program: all memory is Java's. */
    private static List<String> ownOptions() {
        List<String> options = new ArrayList<>(EngineProcess.vectorOptions());
        options.addAll(List.of("-XX:MaxRAMPercentage=40", "-XX:+UseParallelGC", "-XX:MaxNewSize=256m"));
        return options;
    }

    private Process process(int size, int timeSteps, int batch, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(engine == LearningEngine.JAVA ? ownOptions() : DJL_OPTIONS);
        command.addAll(List.of(
                "-Dai.djl.offline=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Djava.util.logging.config.class=" + SilentLogging.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                TrainingWorker.class.getName(),
                Integer.toString(size),
                Integer.toString(timeSteps),
                Integer.toString(batch),
                Integer.toString(steps + WARM_UPS),
                Boolean.toString(recompute),
                folder.toString(),
                engine.label()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
