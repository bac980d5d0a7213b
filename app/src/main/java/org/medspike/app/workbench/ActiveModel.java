package org.medspike.app.workbench;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.bundle.BundleException;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelLibrary;
import org.medspike.imaging.Frame;
import org.medspike.inference.AttentionProbe;
import org.medspike.inference.Explainer;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Prediction;
import org.medspike.inference.Segmenter;
import org.medspike.inference.StageMaps;

/**
 * The model at work, made ready when it is first needed and then kept.
 *
 * <p>Thread safe: jobs wait for each other here. Owns native memory and must be closed.
 */
public final class ActiveModel implements AutoCloseable {

    private final ModelLibrary library;
    private final InferenceEngine engine;
    private @Nullable Segmenter segmenter;
    private @Nullable Explainer explainer;

    /** A model from a library, run by an engine. */
    public ActiveModel(ModelLibrary library, InferenceEngine engine) {
        this.library = library;
        this.engine = engine;
    }

    /**
     * The model, loaded if it is not yet: the one that the library chooses.
     *
     * @throws BundleException if there is none, or it is refused
     */
    public synchronized ModelBundle bundle() throws IOException {
        return segmenter().bundle();
    }

    synchronized SliceResult segment(Frame upright) throws IOException {
        long begun = System.nanoTime();
        Prediction prediction = segmenter().predict(upright);
        return new SliceResult(
                prediction,
                upright.width(),
                upright.height(),
                segmenter().bundle().card().threshold(),
                (System.nanoTime() - begun) / 1e9);
    }

    synchronized List<StageMaps> explain(Frame upright) throws IOException {
        return explainer().explain(upright);
    }

    synchronized AttentionProbe probe(Frame upright) throws IOException {
        return explainer().prepareProbe(upright);
    }

    private Segmenter segmenter() throws IOException {
        if (segmenter == null) {
            segmenter = new Segmenter(library.load(library.automatic().id()), engine, InferenceEngine.defaultThreads());
        }
        return segmenter;
    }

    private Explainer explainer() throws IOException {
        if (explainer == null) {
            explainer = new Explainer(segmenter().bundle(), engine, InferenceEngine.defaultThreads());
        }
        return explainer;
    }

    @Override
    public synchronized void close() {
        if (segmenter != null) {
            segmenter.close();
            segmenter = null;
        }
        if (explainer != null) {
            explainer.close();
            explainer = null;
        }
    }
}
