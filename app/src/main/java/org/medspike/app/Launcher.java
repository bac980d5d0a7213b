package org.medspike.app;

import org.medspike.app.cli.MedSpikeCommand;

/**
 * Where the program starts: without arguments the window, else the command line.
 *
 * <p>Not an {@code Application} itself, so that JavaFX may lie on the class path.
 */
public final class Launcher {

    private Launcher() {}

    /** Runs the program; leaves the process with an exit status once a sub-command is done. */
    public static void main(String[] arguments) {
        // Read by DJL when it is first touched: nothing is fetched, nobody is called.
        System.setProperty("ai.djl.offline", "true");
        AppFolders folders = AppFolders.fromLauncher();
        Logging.start(folders);
        System.setProperty("java.awt.headless", "true");
        System.exit(MedSpikeCommand.run(folders, arguments));
    }
}
