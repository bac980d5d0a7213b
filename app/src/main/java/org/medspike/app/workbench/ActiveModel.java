package org.medspike.app.workbench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medspike.bundle.BundleException;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.bundle.ModelLibrary;
import org.medspike.imaging.Frame;
import org.medspike.inference.AttentionProbe;
import org.medspike.inference.Explainer;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Prediction;
import org.medspike.inference.Segmenter;
import org.medspike.inference.StageMaps;
import org.medspike.modality.AutomaticModel;
import org.medspike.task.TaskContext;

/**
 * The model at work: the one that the user asked for, else the one that suits the image. Made ready when it is first
 * needed and then kept until another takes its place.
 *
 * <p>Thread safe: jobs wait for each other here. Owns native memory and must be closed.
 */
public final class ActiveModel implements AutoCloseable {

    private final ModelLibrary library;
    private final AutomaticModel automatic;
    private final InferenceEngine engine;
    private volatile Optional<String> asked = Optional.empty();
    private Optional<ModelLibrary.Choice> choice = Optional.empty();
    private @Nullable Segmenter segmenter;
    private @Nullable Explainer explainer;

    /** A model from a library, run by an engine. */
    public ActiveModel(ModelLibrary library, InferenceEngine engine) {
        this.library = library;
        this.automatic = new AutomaticModel(library);
        this.engine = engine;
    }

    /** The models that can be asked for, sorted by id; reads their cards, so not for the FX thread. */
    public List<ModelCard> usable() throws IOException {
        return library.list().stream().flatMap(entry -> entry.card().stream()).toList();
    }

    /** Asks for a model, or leaves the choice to the program; counts from the next {@link #settle} on. Never waits. */
    public void ask(Optional<String> id) {
        asked = id;
    }

    /**
     * Settles which model works on an image and on what belongs to it, until it is settled again.
     *
     * @param modality value of DICOM's attribute Modality, where the file has one
     * @param upright the image, held upright
     * @throws BundleException if there is no model, or it is refused
     */
    synchronized ModelLibrary.Choice settle(Optional<String> modality, Frame upright) throws IOException {
        Optional<String> wanted = asked;
        ModelLibrary.Choice made = wanted.isPresent()
                ? new ModelLibrary.Choice(wanted.get(), "you chose it")
                : automatic.choose(modality, upright);
        if (segmenter != null && !segmenter.bundle().card().id().equals(made.id())) {
            close();
        }
        choice = Optional.of(made);
        return made;
    }

    /**
     * The model that was settled on, loaded if it is not yet.
     *
     * @throws BundleException if there is none, or it is refused
     */
    public synchronized ModelBundle bundle() throws IOException {
        return segmenter().bundle();
    }

    synchronized SliceResult segment(Frame upright, TaskContext task) throws IOException {
        long begun = System.nanoTime();
        Prediction prediction = segmenter().predict(upright, task);
        return new SliceResult(
                segmenter().bundle().card().weights().sha256(),
                prediction,
                upright.width(),
                upright.height(),
                segmenter().bundle().card().threshold(),
                (System.nanoTime() - begun) / 1e9);
    }

    synchronized List<StageMaps> explain(Frame upright, TaskContext task) throws IOException {
        return explainer().explain(upright, task);
    }

    synchronized AttentionProbe probe(Frame upright, int x, int y) throws IOException {
        return explainer().prepareProbe(upright, x, y);
    }

    private Segmenter segmenter() throws IOException {
        if (segmenter == null) {
            String id = choice.isPresent() ? choice.get().id() : library.any().id();
            segmenter = new Segmenter(library.load(id), engine, InferenceEngine.defaultThreads());
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
