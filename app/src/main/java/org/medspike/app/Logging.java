package org.medspike.app;

import java.io.IOException;
import java.nio.file.Files;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Sends all logs to a few small files in the user's data folder, and none to the terminal, which belongs to the user.
 *
 * <p>Nobody logs file names or pixel values: they may tell who a patient is.
 */
final class Logging {

    private static final int FILE_BYTES = 1 << 20;
    private static final int FILES = 3;

    private Logging() {}

    static void start(AppFolders folders) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.INFO);
        try {
            Files.createDirectories(folders.logs());
            String pattern = folders.logs().resolve("medspike-%g.log").toString();
            FileHandler file = new FileHandler(pattern, FILE_BYTES, FILES, true);
            file.setFormatter(new SimpleFormatter());
            root.addHandler(file);
        } catch (IOException e) {
            // The program is of use without a log; say so once and go on.
            System.err.println("No log is kept: " + folders.logs() + " cannot be written.");
        }
    }
}
