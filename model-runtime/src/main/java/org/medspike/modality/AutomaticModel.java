package org.medspike.modality;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medspike.bundle.BundleException;
import org.medspike.bundle.ModelLibrary;
import org.medspike.imaging.Frame;

/**
 * Chooses a model for an image where the user leaves that to the program: the built-in one for the image's modality.
 * Thread safe.
 */
public final class AutomaticModel {

    private final ModelLibrary library;
    private final ModalityRecogniser recogniser = new ModalityRecogniser();

    /** A choice among the models that are at hand. */
    public AutomaticModel(ModelLibrary library) {
        this.library = library;
    }

    /**
     * Chooses.
     *
     * @param code value of DICOM's attribute Modality; empty where the file has none
     * @param upright the image, held upright
     * @throws org.medspike.imaging.ImageReadException if no model suits the image
     * @throws BundleException if there are no models at all
     */
    public ModelLibrary.Choice choose(Optional<String> code, Frame upright) throws IOException {
        List<ModelLibrary.Entry> builtIn = library.list().stream()
                .filter(entry -> entry.builtIn() && entry.card().isPresent())
                .toList();
        if (builtIn.size() < 2) {
            return library.automatic();
        }
        Recognition recognised = recogniser.recognise(code, upright);
        String key = recognised.modality().key();
        return builtIn.stream()
                .filter(entry -> entry.card().orElseThrow().modality().equals(key))
                .findFirst()
                .map(entry -> new ModelLibrary.Choice(entry.id(), recognised.reason()))
                .orElseThrow(() -> new BundleException(
                        "No model for " + recognised.modality().label()
                                + " came with the program; choose a model to use one all the same."));
    }
}
