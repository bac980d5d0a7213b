package org.medspike.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine at work in a process of its own, seen from the process that measures. Closing it ends the process. */
final class EngineProcess implements AutoCloseable {

    /** The Vector API, where objects lie, and how kernels are compiled: what vectors.options holds. */
    private static final List<String> VECTOR_OPTIONS =
            List.of("--add-modules", "-XX:ObjectAlignmentInBytes", "-XX:CompileCommand");

    private final String engine;
    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;

    EngineProcess(String engine, Path model, int timeSteps, int size, int threads) throws IOException {
        this.engine = engine;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Djava.util.logging.config.class=" + SilentLogging.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                BenchWorker.class.getName(),
                engine,
                model.toString(),
                Integer.toString(timeSteps),
                Integer.toString(size),
                Integer.toString(threads)));
        command.addAll(1, vectorOptions());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** This process's options for the kernels, which the launcher gave it. */
    static List<String> vectorOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> VECTOR_OPTIONS.stream().anyMatch(option::startsWith))
                .toList();
    }

    String engine() {
        return engine;
    }

    /** Asks for something and waits for the number that comes back. */
    double ask(String request) throws IOException {
        return Double.parseDouble(askText(request));
    }

    /** Asks for something and waits for the line that comes back. */
    String askText(String request) throws IOException {
        requests.println(request);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The engine '" + engine + "' stopped during '" + request + "'.");
        }
        return answer;
    }

    @Override
    public void close() {
        requests.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
