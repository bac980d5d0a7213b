package org.medspike.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.medspike.bundle.BundleReader;
import org.medspike.bundle.ModelBundle;
import org.medspike.imaging.InputLevels;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.OutputKind;
import org.medspike.inference.eager.EagerEngine;
import org.medspike.inference.onnx.OnnxEngine;
import org.medspike.inference.spike.SpikeEngine;
import org.medspike.inference.spike.SpikeNetwork;
import org.medspike.network.NetworkConfig;
import org.medspike.phantom.Phantom;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/**
 * One engine in its own process: does what it is told on standard input, line by line, and answers each line with a
 * number on standard output.
 *
 * <p>{@code load}, {@code mask}, {@code load-attention} and {@code attention} answer with milliseconds, {@code memory} with
 * the peak resident memory in MiB or -1, {@code kernels} with the milliseconds of each kind of kernel, {@code name=ms} with
 * spaces between, or with nothing where the engine does not tell.
 */
public final class BenchWorker {

    private final InferenceEngine engine;
    private final ModelBundle bundle;
    private final NetworkConfig network;
    private final int size;
    private final int threads;
    private final FloatTensor image;

    private BenchWorker(InferenceEngine engine, ModelBundle bundle, int timeSteps, int size, int threads) {
        this.engine = engine;
        this.bundle = bundle;
        network = bundle.card().network().withTimeSteps(timeSteps);
        this.size = size;
        this.threads = threads;
        // What spikes cost depends on the image: a drawn one that looks like those of the clinic.
        byte[] levels = InputLevels.of(Phantom.endoscopy(1, size, size).frame(), size, size);
        float[] values = new float[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = InputLevels.intensity(levels[i]);
        }
        image = new FloatTensor(Shape.of(1, NetworkConfig.INPUT_CHANNELS, size, size), values);
    }

    /** Arguments: engine, folder of the model, time steps, size, threads. */
    public static void main(String[] arguments) throws IOException {
        InferenceEngine engine = engine(arguments[0]);
        ModelBundle bundle = BundleReader.read(Path.of(arguments[1]));
        BenchWorker worker = new BenchWorker(
                engine,
                bundle,
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
        worker.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)), System.out);
    }

    private static InferenceEngine engine(String name) {
        return switch (name) {
            case "java" -> new SpikeEngine();
            case "onnx" -> new OnnxEngine();
            case "pytorch" -> new EagerEngine();
            default -> throw new IllegalArgumentException("no engine is called " + name);
        };
    }

    private void serve(BufferedReader in, PrintStream out) throws IOException {
        CompiledNetwork compiled = null;
        try {
            String line = in.readLine();
            while (line != null) {
                long begun = System.nanoTime();
                switch (line) {
                    case "load" -> compiled = compile(EnumSet.of(OutputKind.MASK));
                    case "load-attention" -> {
                        close(compiled);
                        compiled =
                                compile(EnumSet.of(OutputKind.MASK, OutputKind.STAGE_MASKS, OutputKind.INTERACTIONS));
                    }
                    case "mask", "attention" -> {
                        if (compiled == null) {
                            throw new IllegalStateException("nothing is loaded");
                        }
                        compiled.run(image);
                    }
                    case "memory" -> {
                        out.println(ProcessMemory.peakMb());
                        line = in.readLine();
                        continue;
                    }
                    case "kernels" -> {
                        out.println(compiled instanceof SpikeNetwork spiking ? kernels(spiking) : "");
                        line = in.readLine();
                        continue;
                    }
                    default -> throw new IllegalArgumentException("unknown request " + line);
                }
                out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - begun) / 1e6);
                line = in.readLine();
            }
        } finally {
            close(compiled);
        }
    }

    private String kernels(SpikeNetwork spiking) {
        return spiking.profile(image).entrySet().stream()
                .map(share -> String.format(Locale.ROOT, "%s=%.3f", share.getKey(), share.getValue()))
                .collect(Collectors.joining(" "));
    }

    private CompiledNetwork compile(Set<OutputKind> outputs) {
        return engine.compile(network, bundle.spiking(), size, size, outputs, threads);
    }

    private static void close(CompiledNetwork compiled) {
        if (compiled != null) {
            compiled.close();
        }
    }
}
