package org.medspike.app;

import javafx.application.Application;
import org.medspike.app.cli.MedSpikeCommand;
import org.medspike.app.ui.shell.WorkstationApplication;

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
        if (arguments.length == 0) {
            openWindow();
            return;
        }
        System.setProperty("java.awt.headless", "true");
        System.exit(MedSpikeCommand.run(folders, arguments));
    }

    /** Opens the window and returns when it is closed; a system that cannot show one is told in a sentence. */
    private static void openWindow() {
        try {
            Application.launch(WorkstationApplication.class);
        } catch (UnsupportedOperationException e) {
            Faults.log("the window could not be opened", e);
            System.err.println("The window cannot be opened on this system (" + e.getMessage()
                    + "). On Linux it needs a display and GTK 3 (package libgtk-3-0). The command line works without: see"
                    + " 'medspike --help'.");
            System.exit(1);
        }
    }
}
