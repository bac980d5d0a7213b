package org.medspike.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.app.bench.Benchmark;
import org.medspike.app.bench.EngineFigures;
import org.medspike.bundle.BundleReader;
import org.medspike.bundle.ModelCard;
import org.medspike.inference.InferenceEngine;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.cost.CostLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medspike bench}: how fast the engines are on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Times a model on all engines, warm, in turns, each in a process of its own.",
        subcommands = BenchTrainingCommand.class)
final class BenchCommand implements Callable<Integer> {

    private static final int LARGEST_SIZE = 2048;

    private final AppFolders folders;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOption model;

    @Option(names = "--size", paramLabel = "N", description = "Side of the input in px, a multiple of 8 [the model's].")
    private @Nullable Integer size;

    @Option(names = "--time-steps", paramLabel = "T", description = "Time steps of the network [the model's].")
    private @Nullable Integer timeSteps;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads for each engine [one a processor, at most 8].")
    private @Nullable Integer threads;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "15",
            description = "Counted masks an engine [${DEFAULT-VALUE}].")
    private int runs;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    BenchCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        String id = model.chooseAny(folders.library()).id();
        ModelCard card = BundleReader.readCard(folders.library().locate(id));
        int side = size == null ? card.preprocessing().width() : size;
        int multiple = card.network().sizeMultiple();
        if (side < 32 || side > LARGEST_SIZE || side % multiple != 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--size must be a multiple of " + multiple + " from 32 to " + LARGEST_SIZE + ".");
        }
        int used = threads == null ? InferenceEngine.defaultThreads() : threads;
        if (used < 1 || runs < 1) {
            throw new ParameterException(spec.commandLine(), "--threads and --runs must be at least 1.");
        }
        NetworkConfig network = network(card);
        List<EngineFigures> engines =
                new Benchmark(folders.library().locate(id), network.timeSteps(), side, used, runs).run();
        if (json) {
            printJson(card.id(), network, side, used, engines);
        } else {
            printTable(card.id(), network, side, used, engines);
        }
        return ExitStatus.DONE;
    }

    private NetworkConfig network(ModelCard card) {
        try {
            return timeSteps == null ? card.network() : card.network().withTimeSteps(timeSteps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--time-steps: " + e.getMessage(), e);
        }
    }

    private static void printJson(
            String model, NetworkConfig network, int side, int threads, List<EngineFigures> engines)
            throws JsonProcessingException {
        CostLedger cost = NetworkCost.count(network, side, side);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model);
        result.put("size", side);
        result.put("timeSteps", network.timeSteps());
        result.put("threads", threads);
        result.put("parameters", cost.learnedParameters());
        result.put("macs", cost.macs().total());
        result.put("engines", engines);
        result.put("ratioToPytorch", ratios(engines, "pytorch"));
        result.put("ratioToOnnx", ratios(engines, "onnx"));
        System.out.println(new JsonMapper().writeValueAsString(result));
    }

    /** How many times as fast as another engine, by engine. */
    private static Map<String, Double> ratios(List<EngineFigures> engines, String than) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        double other = engines.stream()
                .filter(engine -> engine.name().equals(than))
                .mapToDouble(EngineFigures::maskMedianMs)
                .findFirst()
                .orElseThrow();
        engines.forEach(engine -> ratios.put(engine.name(), other / engine.maskMedianMs()));
        return ratios;
    }

    private static void printTable(
            String model, NetworkConfig network, int side, int threads, List<EngineFigures> engines) {
        System.out.printf(
                "Model '%s' at %d x %d px, T = %d, %d threads; medians of warm runs taken in turns%n",
                model, side, side, network.timeSteps(), threads);
        System.out.printf(
                "%-10s %10s %10s %14s %10s %14s %10s%n",
                "engine", "mask ms", "p95 ms", "attention ms", "load ms", "first mask ms", "peak MiB");
        for (EngineFigures e : engines) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %10.1f %10.1f %14.1f %10.1f %14.1f %10s%n",
                    e.name(),
                    e.maskMedianMs(),
                    e.maskP95Ms(),
                    e.attentionMedianMs(),
                    e.loadMs(),
                    e.firstMaskMs(),
                    e.peakMemoryMb() == null ? "-" : e.peakMemoryMb());
        }
        Map<String, Double> toOnnx = ratios(engines, "onnx");
        ratios(engines, "pytorch")
                .forEach((name, ratio) -> System.out.printf(
                        Locale.ROOT,
                        "%s: %.2f times as fast as eager PyTorch, %.2f times as fast as ONNX Runtime%n",
                        name,
                        ratio,
                        toOnnx.get(name)));
        engines.forEach(BenchCommand::printKernels);
    }

    private static void printKernels(EngineFigures engine) {
        double total = engine.kernelMs().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        engine.kernelMs()
                .forEach((kernel, ms) -> System.out.printf(
                        Locale.ROOT,
                        "%-10s %-12s %8.1f ms of all threads, %4.1f %%%n",
                        engine.name(),
                        kernel,
                        ms,
                        100 * ms / total));
    }
}
