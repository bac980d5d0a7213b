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
     * @throws BundleException if there are no models at all
     */
    public ModelLibrary.Choice choose(Optional<String> code, Frame upright) throws IOException {
        List<ModelLibrary.Entry> builtIn = library.list().stream()
                .filter(entry -> entry.builtIn() && entry.card().isPresent())
                .toList();
        if (builtIn.size() < 2) {
            return library.any();
        }
        Recognition recognised = recogniser.recognise(code, upright);
        Optional<String> fitting = builtIn.stream()
                .filter(entry -> entry.card()
                        .orElseThrow()
                        .modality()
                        .equals(recognised.modality().key()))
                .map(ModelLibrary.Entry::id)
                .findFirst();
        if (fitting.isEmpty()) {
            return library.any();
        }
        String doubt = recognised.certain() ? "" : "; check that this model suits it, or name another";
        return new ModelLibrary.Choice(fitting.get(), recognised.reason() + doubt);
    }
}
