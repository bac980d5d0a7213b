package org.medspike.app.ui.shell;

import javafx.beans.binding.Bindings;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.medspike.app.ui.control.Commands;
import org.medspike.app.ui.viewer.ViewerViewModel;

/** The menu View. */
final class ViewCommands {

    final Commands menu = new Commands("View");
    final Action fit;
    final Action actual;
    final Action in;
    final Action out;
    final Action sideBySide;
    final Action dark;

    ViewCommands(ShellViewModel shell, ViewerViewModel viewer) {
        fit = menu.add("Fit", "Shows the whole image", "Shortcut+0", Feather.MAXIMIZE, viewer::fit);
        actual = menu.add(
                "Actual size",
                "Shows one pixel of the image for one of the screen",
                "Shortcut+1",
                Feather.SQUARE,
                viewer::actualSize);
        in = menu.add("Zoom in", "A step nearer", "Shortcut+I", Feather.ZOOM_IN, viewer::zoomIn);
        out = menu.add("Zoom out", "A step back", "Shortcut+U", Feather.ZOOM_OUT, viewer::zoomOut);
        sideBySide = menu.addSwitch(
                "Side by side",
                "Image, mask and heat map beside each other, or the mask alone",
                "S",
                Feather.COLUMNS,
                viewer.sideBySideProperty());
        dark = menu.addSwitch(
                "Dark theme", "A dark window for dark rooms", "Shortcut+D", Feather.MOON, shell.darkProperty());
        Action cancel = menu.add("Cancel", "Stops what is running", "Esc", Feather.X_CIRCLE, shell::cancelJobs);
        Commands.disableWhile(cancel, Bindings.isEmpty(shell.running()));
    }
}
