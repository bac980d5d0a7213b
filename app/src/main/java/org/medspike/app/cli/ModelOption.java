package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.medspike.bundle.ModelLibrary;
import org.medspike.bundle.ModelLibrary.Choice;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolder;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.modality.AutomaticModel;
import picocli.CommandLine.Option;

/** The option {@code --model}, which several commands share. */
final class ModelOption {

    private static final String AUTO = "auto";

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = AUTO,
            description = "Model, or auto for the built-in one for the image's modality [${DEFAULT-VALUE}].")
    @SuppressWarnings("NullAway.Init")
    private String asked;

    /** Whether the choice is left to the program. */
    boolean isAutomatic() {
        return asked.equals(AUTO);
    }

    /** The model that was asked for; must not be called where the choice is left to the program. */
    Choice asked() {
        return new Choice(asked, "asked for");
    }

    /**
     * The model that was asked for, else the one that suits an image.
     *
     * @throws CommandFailure if the image cannot be read
     */
    Choice chooseFor(ModelLibrary library, Path image) throws IOException {
        try {
            return isAutomatic() ? suiting(library, image) : asked();
        } catch (ImageReadException e) {
            throw new CommandFailure(image + ": " + e.getMessage());
        }
    }

    /** The model that was asked for, else the one that suits the first image of a data folder that can be read. */
    Choice chooseForFolder(ModelLibrary library, Path data) throws IOException {
        if (!isAutomatic()) {
            return asked();
        }
        for (Case one : DataFolder.open(data).cases()) {
            try {
                return suiting(library, one.image());
            } catch (ImageReadException e) {
                // Whoever works on the images tells which of them cannot be read.
                continue;
            }
        }
        return library.any();
    }

    private static Choice suiting(ModelLibrary library, Path image) throws IOException {
        try (ImageSource source = new ImageFiles().open(image)) {
            return new AutomaticModel(library)
                    .choose(source.examination().modality(), source.read(0).upright());
        }
    }

    /** The model that was asked for, else any that came with the program: where no image is looked at. */
    Choice chooseAny(ModelLibrary library) throws IOException {
        return isAutomatic() ? library.any() : asked();
    }
}
