package org.medspike.inference;

import java.util.EnumSet;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Plane;

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
        preprocessing = new Preprocessing(spec);
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
        long begun = System.nanoTime();
        Plane probability = predict(upright).onGrid(upright.width(), upright.height());
        return new Segmentation(probability, bundle.card().threshold(), (System.nanoTime() - begun) / 1e9);
    }

    /**
     * What {@link #segment} enlarges to the image, for who needs it on other grids as well.
     *
     * @param upright the image, held upright
     */
    public Prediction predict(Frame upright) {
        return new Prediction(network.run(preprocessing.toInput(upright)).get(NetworkOutputs.MASK));
    }

    @Override
    public void close() {
        network.close();
    }
}
