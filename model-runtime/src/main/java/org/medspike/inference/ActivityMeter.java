package org.medspike.inference;

import java.util.List;
import org.medspike.bundle.ModelBundle;
import org.medspike.imaging.Frame;
import org.medspike.tensor.activity.LayerActivity;

/**
 * Measures what a model's neurons do on images: firing rates and spike operations by part of the network.
 *
 * <p>Owns native memory and must be closed. Used by one thread at a time.
 */
public final class ActivityMeter implements AutoCloseable {

    private final ModelBundle bundle;
    private final Preprocessing preprocessing;
    private final ObservedNetwork network;

    /** Makes the model's spiking network ready. */
    public ActivityMeter(ModelBundle bundle, ActivityEngine engine) {
        this.bundle = bundle;
        preprocessing = Preprocessing.of(bundle.card());
        network = engine.observe(bundle.card().network(), bundle.spiking());
    }

    /** The model at work. */
    public ModelBundle bundle() {
        return bundle;
    }

    /**
     * Runs the network once and looks on.
     *
     * @param upright the image, held upright; where it is cut into tiles, the one around its centre is looked at
     * @return what each part did, in the order in which they were computed
     */
    public List<LayerActivity> measure(Frame upright) {
        NetworkInputs inputs = preprocessing.inputs(upright);
        return network.run(inputs.input(inputs.pieceAt(upright.width() / 2, upright.height() / 2)));
    }

    @Override
    public void close() {
        network.close();
    }
}
