package org.medspike.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medspike.training.LearningEngine;

/** A training in a process of its own that takes a step when it is asked to. Closing it ends the process. */
final class TrainingProcess implements AutoCloseable {

    /** The whole Java heap is touched at the start: what grows after that is native. */
    private static final List<String> DJL_OPTIONS = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

    private final Path folder;
    private final Process process;
    private final OutputStream requests;
    private final BufferedReader answers;

    /** What a step took. */
    record Step(double milliseconds, double residentMb) {}

    TrainingProcess(LearningEngine engine, TrainingBenchmark.Setting setting, int steps, boolean recompute)
            throws IOException {
        folder = Files.createTempDirectory("training-bench");
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
                Integer.toString(setting.size()),
                Integer.toString(setting.timeSteps()),
                Integer.toString(setting.batch()),
                Integer.toString(steps),
                Boolean.toString(recompute),
                folder.toString(),
                engine.label()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.getOutputStream();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** As the launcher starts the program: all memory is Java's. */
    private static List<String> ownOptions() {
        List<String> options = new ArrayList<>(EngineProcess.vectorOptions());
        options.addAll(List.of("-XX:MaxRAMPercentage=40", "-XX:+UseParallelGC", "-XX:MaxNewSize=256m"));
        return options;
    }

    /** Waits for a step; empty if the process ended before it was done. */
    Optional<Step> step() throws IOException {
        try {
            requests.write('\n');
            requests.flush();
        } catch (IOException e) {
            // It has ended; what it said last may still be there.
        }
        String line = answers.readLine();
        if (line == null) {
            return Optional.empty();
        }
        String[] fields = line.split(" ");
        return Optional.of(new Step(Double.parseDouble(fields[0]), Double.parseDouble(fields[1])));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        requests.close();
        answers.close();
        List<Path> contents;
        try (Stream<Path> walk = Files.walk(folder)) {
            contents = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : contents) {
            Files.delete(path);
        }
    }
}
