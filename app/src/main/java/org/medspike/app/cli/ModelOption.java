package org.medspike.app.cli;

import java.io.IOException;
import org.medspike.bundle.ModelLibrary;
import org.medspike.bundle.ModelLibrary.Choice;
import picocli.CommandLine.Option;

/** The option {@code --model}, which several commands share. */
final class ModelOption {

    private static final String AUTO = "auto";

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = AUTO,
            description = "Model, or auto for the built-in one [${DEFAULT-VALUE}].")
    @SuppressWarnings("NullAway.Init")
    private String asked;

    /** The model that was asked for, or the program's choice. */
    Choice choose(ModelLibrary library) throws IOException {
        return asked.equals(AUTO) ? library.automatic() : new Choice(asked, "asked for");
    }
}
