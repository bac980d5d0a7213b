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
import java.util.SplittableRandom;
import org.medspike.bundle.BundleReader;
import org.medspike.bundle.ModelBundle;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.OutputKind;
import org.medspike.inference.eager.EagerEngine;
import org.medspike.inference.onnx.OnnxEngine;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/**
 * One engine in its own process: does what it is told on standard input, line by line, and answers each line with a
 * number on standard output.
 *
 * <p>{@code load}, {@code mask}, {@code load-attention} and {@code attention} answer with milliseconds, {@code memory} with
 * the peak resident memory in MiB or -1.
 */
public final class BenchWorker {

    private final InferenceEngine engine;
    private final ModelBundle bundle;
    private final int size;
    private final int threads;
    private final FloatTensor image;

    private BenchWorker(InferenceEngine engine, ModelBundle bundle, int size, int threads) {
        this.engine = engine;
        this.bundle = bundle;
        this.size = size;
        this.threads = threads;
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[NetworkConfig.INPUT_CHANNELS * size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        image = new FloatTensor(Shape.of(1, NetworkConfig.INPUT_CHANNELS, size, size), values);
    }

    /** Arguments: engine, folder of the model, size, threads. */
    public static void main(String[] arguments) throws IOException {
        InferenceEngine engine = engine(arguments[0]);
        ModelBundle bundle = BundleReader.read(Path.of(arguments[1]));
        BenchWorker worker =
                new BenchWorker(engine, bundle, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        worker.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)), System.out);
    }

    private static InferenceEngine engine(String name) {
        return switch (name) {
            case "onnx" -> new OnnxEngine();
            case "pytorch" -> new EagerEngine();
            default -> throw new IllegalArgumentException("no engine is called " + name);
        };
    }

    private void serve(BufferedReader in, PrintStream out) throws IOException {
        CompiledNetwork network = null;
        try {
            String line = in.readLine();
            while (line != null) {
                long begun = System.nanoTime();
                switch (line) {
                    case "load" -> network = compile(EnumSet.of(OutputKind.MASK));
                    case "load-attention" -> {
                        close(network);
                        network = compile(EnumSet.of(OutputKind.MASK, OutputKind.STAGE_MASKS, OutputKind.INTERACTIONS));
                    }
                    case "mask", "attention" -> {
                        if (network == null) {
                            throw new IllegalStateException("nothing is loaded");
                        }
                        network.run(image);
                    }
                    case "memory" -> {
                        out.println(ProcessMemory.peakMb());
                        line = in.readLine();
                        continue;
                    }
                    default -> throw new IllegalArgumentException("unknown request " + line);
                }
                out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - begun) / 1e6);
                line = in.readLine();
            }
        } finally {
            close(network);
        }
    }

    private CompiledNetwork compile(Set<OutputKind> outputs) {
        return engine.compile(bundle.card().network(), bundle.spiking(), size, size, outputs, threads);
    }

    private static void close(CompiledNetwork network) {
        if (network != null) {
            network.close();
        }
    }
}
