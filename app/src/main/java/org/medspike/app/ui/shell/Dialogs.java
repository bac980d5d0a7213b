package org.medspike.app.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medspike.app.ui.control.Commands;
import org.medspike.bundle.ModelCard;

/** What the window asks and shows in windows of their own; tests answer in the user's place. */
public interface Dialogs {

    /** The image that the user wants to open. */
    Optional<Path> chooseImage();

    /** Where the user wants to save a PNG. */
    Optional<Path> choosePng(String title, String suggestedName);

    /** The folder where the user wants to save several files. */
    Optional<Path> chooseFolder(String title);

    /** Shows what a model is. */
    void showCard(ModelCard card);

    /** Shows the keys of all menus. */
    void showKeys(List<Commands> menus);

    /** Closes the window. */
    void close();
}
