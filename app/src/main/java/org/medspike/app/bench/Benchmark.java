package org.medspike.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times a model on several engines, in turns.
 *
 * @param model folder of the model
 * @param timeSteps T
 * @param size side of the input in pixels
 * @param threads threads for each engine
 * @param runs counted masks an engine
 */
public record Benchmark(Path model, int timeSteps, int size, int threads, int runs) {

    /** The engines that are measured. */
    private static final List<String> ENGINES = List.of("java", "onnx", "pytorch");

    private static final int WARM_UPS = 3;

    /**
     * Runs everything; takes minutes on a slow machine.
     *
     * @return the figures of each engine
     * @throws IOException if an engine's process stops
     */
    public List<EngineFigures> run() throws IOException {
        List<EngineProcess> processes = new ArrayList<>();
        try {
            for (String engine : ENGINES) {
                processes.add(new EngineProcess(engine, model, timeSteps, size, threads));
            }
            Map<EngineProcess, Double> load = each(processes, "load");
            Map<EngineProcess, Double> first = each(processes, "mask");
            Map<EngineProcess, double[]> masks = inTurns(processes, "mask", WARM_UPS, runs);
            Map<EngineProcess, Double> memory = each(processes, "memory");
            Map<EngineProcess, Map<String, Double>> kernels = new LinkedHashMap<>();
            for (EngineProcess process : processes) {
                kernels.put(process, shares(process.askText("kernels")));
            }
            each(processes, "load-attention");
            Map<EngineProcess, double[]> attention = inTurns(processes, "attention", 1, Math.max(3, runs / 3));
            List<EngineFigures> figures = new ArrayList<>();
            for (EngineProcess process : processes) {
                double peak = memory.get(process);
                figures.add(new EngineFigures(
                        process.engine(),
                        percentile(masks.get(process), 0.5),
                        percentile(masks.get(process), 0.95),
                        percentile(attention.get(process), 0.5),
                        load.get(process),
                        first.get(process),
                        peak < 0 ? null : (long) peak,
                        kernels.get(process),
                        runs));
            }
            return figures;
        } finally {
            processes.forEach(EngineProcess::close);
        }
    }

    private static Map<String, Double> shares(String line) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String share : line.isBlank() ? new String[0] : line.split(" ")) {
            int equals = share.indexOf('=');
            shares.put(share.substring(0, equals), Double.valueOf(share.substring(equals + 1)));
        }
        return shares;
    }

    private static Map<EngineProcess, Double> each(List<EngineProcess> processes, String request) throws IOException {
        Map<EngineProcess, Double> answers = new LinkedHashMap<>();
        for (EngineProcess process : processes) {
            answers.put(process, process.ask(request));
        }
        return answers;
    }

    private static Map<EngineProcess, double[]> inTurns(
            List<EngineProcess> processes, String request, int warmUps, int counted) throws IOException {
        Map<EngineProcess, double[]> times = new LinkedHashMap<>();
        processes.forEach(process -> times.put(process, new double[counted]));
        for (int i = -warmUps; i < counted; i++) {
            for (EngineProcess process : processes) {
                double time = process.ask(request);
                if (i >= 0) {
                    times.get(process)[i] = time;
                }
            }
        }
        return times;
    }

    /** The smallest value that at least this share of the values does not exceed (nearest rank). */
    static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
