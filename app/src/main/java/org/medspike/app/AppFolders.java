package org.medspike.app;

import java.nio.file.Path;
import org.medspike.bundle.ModelLibrary;

/**
 * The folders of the program and of its user.
 *
 * @param program where the program is installed; its models are below it
 * @param home the user's data folder, {@code ~/.medspike} or what MEDSPIKE_HOME says
 */
public record AppFolders(Path program, Path home) {

    /** As the launcher told; beside each other for whoever starts the classes by hand. */
    public static AppFolders fromLauncher() {
        String home = System.getProperty("medspike.home", System.getProperty("user.home") + "/.medspike");
        return new AppFolders(Path.of(System.getProperty("medspike.app", ".")), Path.of(home));
    }

    /** The models of both. */
    public ModelLibrary library() {
        return new ModelLibrary(program.resolve("models"), home.resolve("models"));
    }

    /** Checkpoints of trainings that are not finished. */
    public Path trainings() {
        return home.resolve("training");
    }

    /** Logs. */
    public Path logs() {
        return home.resolve("logs");
    }
}
