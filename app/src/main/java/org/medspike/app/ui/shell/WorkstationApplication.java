package org.medspike.app.ui.shell;

import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;

/** The program's window, opened on the sample that the program draws itself. */
public final class WorkstationApplication extends Application {

    private @Nullable Workstation workstation;

    @Override
    public void start(Stage stage) {
        Workstation opened = new Workstation(stage, AppFolders.fromLauncher(), new WindowDialogs(stage));
        workstation = opened;
        opened.workbench().openPhantom();
    }

    @Override
    public void stop() {
        if (workstation != null) {
            workstation.close();
        }
    }
}
