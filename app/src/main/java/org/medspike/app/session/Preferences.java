package org.medspike.app.session;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What the user chose, and the files opened lately.
 *
 * @param dark whether the window is dark
 * @param maskColour of the mask, {@code 0xRRGGBB}
 * @param maskOpacity of its filling, 0 to 1
 * @param recentFiles absolute paths, newest first
 * @param windows grey window that was chosen last for a modality
 */
public record Preferences(
        boolean dark, int maskColour, double maskOpacity, List<String> recentFiles, Map<String, Window> windows) {

    private static final double FIRST_OPACITY = 0.35;
    private static final int MOST_RECENT = 10;

    /** How the program starts the first time: the mask in a green that colour-blind people tell from tissue. */
    public static final Preferences FIRST = new Preferences(false, 0x00D9A3, FIRST_OPACITY, List.of(), Map.of());

    /** Puts right what makes no sense. */
    public Preferences {
        maskOpacity = Double.isFinite(maskOpacity) ? Math.max(0, Math.min(1, maskOpacity)) : FIRST_OPACITY;
        recentFiles = recentFiles == null ? List.of() : List.copyOf(recentFiles);
        windows = windows == null ? Map.of() : Map.copyOf(windows);
    }

    /**
     * A grey window.
     *
     * @param center its middle, in the unit of the modality
     * @param width its extent
     */
    public record Window(double center, double width) {}

    /** With another theme. */
    public Preferences withDark(boolean value) {
        return new Preferences(value, maskColour, maskOpacity, recentFiles, windows);
    }

    /** With another look of the mask. */
    public Preferences withMask(int colour, double opacity) {
        return new Preferences(dark, colour, opacity, recentFiles, windows);
    }

    /** With a file at the head of the recent ones. */
    public Preferences withRecent(String path) {
        LinkedHashSet<String> files = new LinkedHashSet<>();
        files.add(path);
        files.addAll(recentFiles);
        return new Preferences(
                dark, maskColour, maskOpacity, files.stream().limit(MOST_RECENT).toList(), windows);
    }

    /** Without a file that is no longer there. */
    public Preferences withoutRecent(String path) {
        return new Preferences(
                dark,
                maskColour,
                maskOpacity,
                recentFiles.stream().filter(file -> !file.equals(path)).toList(),
                windows);
    }

    /** With another window for a modality. */
    public Preferences withWindow(String modality, Window window) {
        Map<String, Window> changed = new HashMap<>(windows);
        changed.put(modality, window);
        return new Preferences(dark, maskColour, maskOpacity, recentFiles, changed);
    }

    /** Without a window of its own for a modality. */
    public Preferences withoutWindow(String modality) {
        Map<String, Window> changed = new HashMap<>(windows);
        changed.remove(modality);
        return new Preferences(dark, maskColour, maskOpacity, recentFiles, changed);
    }
}
