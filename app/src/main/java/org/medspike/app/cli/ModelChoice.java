package org.medspike.app.cli;

import java.io.IOException;
import java.util.List;
import org.medspike.bundle.ModelLibrary;

/**
 * Which model a command works with.
 *
 * @param library the models at hand
 */
record ModelChoice(ModelLibrary library) {

    /** What a user says who leaves the choice to the program. */
    private static final String AUTO = "auto";

    /**
     * A model, and why it was chosen.
     *
     * @param id of the model
     * @param reason for the user
     */
    record Chosen(String id, String reason) {}

    /**
     * The model that was asked for; for {@code auto} the built-in one, or the only one there is.
     *
     * @throws CommandFailure if there is none, or the choice is not clear
     */
    Chosen resolve(String asked) throws IOException {
        if (!asked.equals(AUTO)) {
            return new Chosen(asked, "asked for");
        }
        List<ModelLibrary.Entry> usable = library.list().stream()
                .filter(entry -> entry.card().isPresent())
                .toList();
        List<ModelLibrary.Entry> builtIn =
                usable.stream().filter(ModelLibrary.Entry::builtIn).toList();
        if (builtIn.size() == 1) {
            return new Chosen(builtIn.get(0).id(), "the only built-in model");
        }
        if (usable.size() == 1) {
            return new Chosen(usable.get(0).id(), "the only model at hand");
        }
        throw new CommandFailure(
                usable.isEmpty()
                        ? "No usable model is at hand in " + library.builtIn() + " or " + library.own() + "."
                        : "Several models are at hand; name one with --model: "
                                + String.join(
                                        ", ",
                                        usable.stream()
                                                .map(ModelLibrary.Entry::id)
                                                .toList()) + ".");
    }
}
