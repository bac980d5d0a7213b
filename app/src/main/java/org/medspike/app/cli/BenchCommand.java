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
        String id = model.choose(folders.library()).id();
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
        List<EngineFigures> engines = new Benchmark(folders.library().locate(id), side, used, runs).run();
        if (json) {
            printJson(card, side, used, engines);
        } else {
            printTable(card, side, used, engines);
        }
        return ExitStatus.DONE;
    }

    private static void printJson(ModelCard card, int side, int threads, List<EngineFigures> engines)
            throws JsonProcessingException {
        CostLedger cost = NetworkCost.count(card.network(), side, side);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", card.id());
        result.put("size", side);
        result.put("timeSteps", card.network().timeSteps());
        result.put("threads", threads);
        result.put("parameters", cost.learnedParameters());
        result.put("macs", cost.macs().total());
        result.put("engines", engines);
        result.put("ratioToPytorch", ratios(engines));
        System.out.println(new JsonMapper().writeValueAsString(result));
    }

    /** How many times faster than eager PyTorch, by engine. */
    private static Map<String, Double> ratios(List<EngineFigures> engines) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        double pytorch = engines.stream()
                .filter(engine -> engine.name().equals("pytorch"))
                .mapToDouble(EngineFigures::maskMedianMs)
                .findFirst()
                .orElseThrow();
        engines.forEach(engine -> ratios.put(engine.name(), pytorch / engine.maskMedianMs()));
        return ratios;
    }

    private static void printTable(ModelCard card, int side, int threads, List<EngineFigures> engines) {
        System.out.printf(
                "Model '%s' at %d x %d px, T = %d, %d threads; medians of warm runs taken in turns%n",
                card.id(), side, side, card.network().timeSteps(), threads);
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
        ratios(engines)
                .forEach((name, ratio) ->
                        System.out.printf(Locale.ROOT, "%s is %.2f times as fast as eager PyTorch%n", name, ratio));
    }
}
