package org.medspike.inference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Plane;
import org.medspike.task.TaskContext;
import org.medspike.tensor.FloatTensor;

/**
 * Segments images with one model.
 *
 * <pre>{@code
 * try (Segmenter segmenter = new Segmenter(bundle, new SpikeEngine(), InferenceEngine.defaultThreads())) {
 *     Plane probability = segmenter.segment(frame.upright()).probability();
 * }
 * }</pre>
 *
 * <p>Owns native memory and must be closed. Used by one thread at a time.
 */
public final class Segmenter implements AutoCloseable {

    private final ModelBundle bundle;
    private final Preprocessing preprocessing;
    private final CompiledNetwork network;

    /** Makes the model ready to run, which takes up to a second or two. */
    public Segmenter(ModelBundle bundle, InferenceEngine engine, int threads) {
        this.bundle = bundle;
        PreprocessingSpec spec = bundle.card().preprocessing();
        preprocessing = Preprocessing.of(bundle.card());
        network = engine.compile(
                bundle.card().network(),
                bundle.spiking(),
                spec.height(),
                spec.width(),
                EnumSet.of(OutputKind.MASK),
                threads);
    }

    /** The model at work. */
    public ModelBundle bundle() {
        return bundle;
    }

    /**
     * Segments one image.
     *
     * @param upright the image, held upright
     */
    public Segmentation segment(Frame upright) {
        return segment(upright, TaskContext.UNWATCHED);
    }

    /**
     * Segments one image; a large one that is cut into tiles takes a while.
     *
     * @param upright the image, held upright
     * @param task told how far it is
     * @throws org.medspike.task.TaskCancelledException if the task was stopped between two tiles
     */
    public Segmentation segment(Frame upright, TaskContext task) {
        long begun = System.nanoTime();
        Plane probability = predict(upright, task).onGrid(upright.width(), upright.height());
        return new Segmentation(probability, bundle.card().threshold(), (System.nanoTime() - begun) / 1e9);
    }

    /**
     * What {@link #segment} enlarges to the image, for who needs it on other grids as well.
     *
     * @param upright the image, held upright
     * @param task told how far it is
     * @throws org.medspike.task.TaskCancelledException if the task was stopped between two tiles
     */
    public Prediction predict(Frame upright, TaskContext task) {
        NetworkInputs inputs = preprocessing.inputs(upright);
        List<Plane> masks = new ArrayList<>();
        for (int i = 0; i < inputs.count(); i++) {
            if (i > 0) {
                task.checkCancelled();
                task.progress((double) i / inputs.count(), "tile " + (i + 1) + " of " + inputs.count());
            }
            masks.add(mask(inputs.input(i)));
        }
        return new Prediction(inputs.joined(masks));
    }

    /** The mean over all reflections that the model asks for. */
    private Plane mask(FloatTensor input) {
        List<Reflection> reflections = bundle.card().preprocessing().flips() ? Reflection.ALL : Reflection.NONE;
        List<Plane> masks = new ArrayList<>();
        for (Reflection reflection : reflections) {
            FloatTensor mask = network.run(reflection.of(input)).get(NetworkOutputs.MASK);
            masks.add(reflection.of(Preprocessing.plane(mask)));
        }
        return mean(masks);
    }

    private static Plane mean(List<Plane> planes) {
        Plane first = planes.get(0);
        if (planes.size() == 1) {
            return first;
        }
        float[] mean = new float[first.values().length];
        for (Plane plane : planes) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += plane.values()[i] / planes.size();
            }
        }
        return new Plane(first.width(), first.height(), mean);
    }

    @Override
    public void close() {
        network.close();
    }
}
