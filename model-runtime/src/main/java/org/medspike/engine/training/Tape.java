package org.medspike.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Recognition;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.work.Workers;

/**
 * A network that learns, made ready for batches of one size: forward on a batch, then backward through time.
 *
 * <p>A step allocates nothing once memory for gradients is there, and gives the same values whatever the number of threads.
 * Used by one thread at a time; the workers belong to whoever made them.
 */
public final class Tape {

    private final Context context;
    private final List<Feature> features;
    private final Map<String, Feature> outputs;
    private final Image image;
    private final List<Parameter> learned;
    private final Workers.Job clearing;
    private final float[] row;

    private Tape(
            Context context, List<Feature> features, Map<String, Feature> outputs, Image image, Parameters parameters) {
        this.context = context;
        this.features = features;
        this.outputs = outputs;
        this.image = image;
        learned = parameters.learned();
        clearing = (index, worker) -> learned.get(index).clearGradient();
        row = new float
                [outputs.values().stream()
                        .mapToInt(output -> output.grid.row())
                        .max()
                        .orElse(0)];
    }

    /**
     * Makes a network ready.
     *
     * @param ops what it was written with, {@link GraphOps#forTraining}
     * @param outputs maps of one channel, the same at all steps, that the loss is made of
     * @param parameters its parameters, which the tape reads and whose gradients and running statistics it writes
     * @param recompute whether what follows from spikes is computed again instead of kept: less memory, more time
     */
    public static Tape compile(
            GraphOps ops,
            Map<String, Value> outputs,
            Parameters parameters,
            Kernels kernels,
            Workers workers,
            boolean recompute) {
        List<Value> recognised = Recognition.apply(ops, List.copyOf(outputs.values()));
        Lowering lowering = new Lowering(recognised, parameters, kernels, workers, recompute);
        Map<String, Feature> features = new LinkedHashMap<>();
        int i = 0;
        for (String name : outputs.keySet()) {
            features.put(name, lowering.feature(recognised.get(i++)));
        }
        return new Tape(lowering.context(), lowering.features(), features, lowering.image(), parameters);
    }

    /**
     * Runs forward; running statistics move.
     *
     * @param images {@code [images, channels, height, width]}
     */
    public void forward(float[] images) {
        image.read(images);
        for (int i = 0; i < features.size(); i++) {
            features.get(i).forward();
        }
    }

    /**
     * Copies an output.
     *
     * @param into {@code [images, height, width]}
     */
    public void read(String name, float[] into) {
        Feature output = outputs.get(name);
        Grid grid = output.grid;
        int i = 0;
        for (int block = 0; block < grid.blocks(); block++) {
            for (int y = 0; y < grid.height(); y++) {
                output.copyRow(0, block, y, row, 0);
                for (int x = 0; x < grid.width(); x++) {
                    into[i++] = row[x * grid.stride()];
                }
            }
        }
    }

    /** Pixels of an output, all images together. */
    public int size(String name) {
        return Math.toIntExact(outputs.get(name).grid.pixels());
    }

    /** Begins the backward pass: all gradients are zero. */
    public void startBackward() {
        context.run(learned.size(), clearing);
    }

    /**
     * Sets the gradient of the loss by an output.
     *
     * @param gradient {@code [images, height, width]}
     */
    public void setGradient(String name, float[] gradient) {
        Feature output = outputs.get(name);
        if (!output.learns()) {
            return;
        }
        Grid grid = output.grid;
        float[] opened = output.openGradient();
        int i = 0;
        for (int block = 0; block < grid.blocks(); block++) {
            for (int y = 0; y < grid.height(); y++) {
                int offset = output.startRow(opened, block, y);
                for (int x = 0; x < grid.width(); x++) {
                    opened[offset + x * grid.stride()] += gradient[i++];
                }
            }
        }
        output.closeGradient();
    }

    /** Runs backward from the outputs whose gradients are set; the parameters' gradients are there afterwards. */
    public void backward() {
        for (int i = features.size() - 1; i >= 0; i--) {
            Feature feature = features.get(i);
            if (feature.needsBackward()) {
                feature.backward();
            }
            feature.dropGradient();
        }
    }

    /** Memory that its maps and gradients take, in bytes. */
    public long bytes() {
        long bytes = context.buffers.bytes();
        for (Feature feature : features) {
            bytes += feature.bytes();
        }
        return bytes;
    }

    /** The tape in words: its features, and how much of each is kept. */
    public String describe() {
        StringBuilder text = new StringBuilder("%8.1f MB  gradients%n".formatted(context.buffers.bytes() / 1e6));
        for (Feature feature : features) {
            text.append("%8.1f MB  %s%n".formatted(feature.bytes() / 1e6, feature));
        }
        return text.toString();
    }
}
