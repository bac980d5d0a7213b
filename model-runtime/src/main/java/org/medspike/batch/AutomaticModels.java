package org.medspike.batch;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.medspike.bundle.ModelLibrary;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageSource;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmenter;
import org.medspike.modality.AutomaticModel;

/**
 * The built-in model for each file's modality.
 *
 * <p>Models are made ready when they are first needed and then kept. Owns native memory and must be closed. Used by one
 * thread.
 */
public final class AutomaticModels implements BatchModels, AutoCloseable {

    private final ModelLibrary library;
    private final AutomaticModel automatic;
    private final InferenceEngine engine;
    private final int threads;
    private final Map<String, Segmenter> ready = new HashMap<>();

    /** A choice among the models that are at hand; nothing is loaded yet. */
    public AutomaticModels(ModelLibrary library, InferenceEngine engine, int threads) {
        this.library = library;
        this.automatic = new AutomaticModel(library);
        this.engine = engine;
        this.threads = threads;
    }

    @Override
    public Chosen suiting(ImageSource source, Frame upright) throws IOException {
        ModelLibrary.Choice choice = automatic.choose(source.examination().modality(), upright);
        Segmenter segmenter = ready.get(choice.id());
        if (segmenter == null) {
            segmenter = new Segmenter(library.load(choice.id()), engine, threads);
            ready.put(choice.id(), segmenter);
        }
        return new Chosen(segmenter, choice.reason());
    }

    @Override
    public void close() {
        ready.values().forEach(Segmenter::close);
        ready.clear();
    }
}
