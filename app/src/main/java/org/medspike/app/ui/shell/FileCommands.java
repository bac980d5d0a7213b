package org.medspike.app.ui.shell;

import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.medspike.app.ui.control.Commands;
import org.medspike.app.ui.export.ExportViewModel;
import org.medspike.app.ui.overlay.LaidMaskViewModel;
import org.medspike.app.workbench.Workbench;

/** The menu File. */
final class FileCommands {

    final Commands menu = new Commands("File");
    final Action open;
    final Action folder;
    final Action sample;
    final Action mask;
    final Action overlay;
    final Action maps;

    FileCommands(
            ShellViewModel shell,
            Workbench workbench,
            LaidMaskViewModel laid,
            ExportViewModel export,
            Dialogs dialogs) {
        open = menu.add(
                "Open...",
                "Opens an image file, a DICOM file with its series",
                "Shortcut+O",
                Feather.FOLDER,
                () -> dialogs.chooseImage().ifPresent(shell::open));
        folder = menu.add(
                "Open folder...",
                "Opens the series in a folder",
                "Shortcut+Alt+O",
                Feather.FOLDER_PLUS,
                () -> dialogs.chooseFolder("Open a folder").ifPresent(shell::open));
        menu.add(
                "Open mask...",
                "Lays a mask from a file (DICOM SEG, NIfTI, GeoJSON) onto its image, now or when that is opened",
                "Shortcut+K",
                Feather.EDIT,
                () -> dialogs.chooseImage().ifPresent(laid::open));
        sample = menu.add(
                "Open sample",
                "Opens the phantom that the program draws itself",
                "Shortcut+Shift+O",
                Feather.IMAGE,
                workbench::openPhantom);
        mask = menu.add(
                "Export mask...",
                "Saves the mask as a PNG of the image's size, 0 outside and 255 inside",
                "Shortcut+E",
                Feather.DOWNLOAD,
                () -> dialogs.choosePng("Export mask", export.suggestedName("_mask.png"))
                        .ifPresent(export::saveMask));
        overlay = menu.add(
                "Export overlay...",
                "Saves the image with the mask over it as a PNG",
                "Shortcut+Shift+E",
                Feather.CAMERA,
                () -> dialogs.choosePng("Export overlay", export.suggestedName("_overlay.png"))
                        .ifPresent(export::saveOverlay));
        maps = menu.add(
                "Export heat maps...",
                "Saves the maps that are shown as PNGs with colour bars",
                "Shortcut+Alt+E",
                Feather.GRID,
                () -> dialogs.chooseFolder("Export heat maps").ifPresent(export::saveMaps));
        menu.add("Quit", "Closes the program", "Shortcut+Q", Feather.LOG_OUT, dialogs::close);
        Commands.disableWhile(mask, export.noMask());
        Commands.disableWhile(overlay, export.noMask());
        Commands.disableWhile(maps, export.noMaps());
    }
}
