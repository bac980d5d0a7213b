package org.medspike.storage;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds names that overwrite nothing. */
public final class FreeName {

    private FreeName() {}

    /**
     * The first file that is not there yet: {@code stem.png}, {@code stem (2).png} and so on.
     *
     * @param folder where the file shall be
     * @param stem its name without extension
     */
    public static Path png(Path folder, String stem) {
        Path file = folder.resolve(stem + ".png");
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(stem + " (" + i + ").png");
        }
        return file;
    }
}
