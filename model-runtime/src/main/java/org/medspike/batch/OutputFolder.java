package org.medspike.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The folder that results go to: no two to one name, and none beside it. */
final class OutputFolder {

    private final Path root;
    private final Set<String> written = new HashSet<>();

    OutputFolder(Path root) {
        this.root = root;
    }

    /**
     * A file that nothing of this batch has written yet.
     *
     * @param name below the folder, with {@code /} between sub-folders
     */
    Path fresh(String name) throws IOException {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root.normalize()) || file.equals(root.normalize())) {
            throw new IOException("the name '" + name + "' leads out of the output folder");
        }
        if (!written.add(name.toLowerCase(Locale.ROOT))) {
            throw new IOException("another input already wrote " + name);
        }
        return file;
    }
}
