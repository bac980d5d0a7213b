package org.medspike.app.session;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What the user chose, and the files opened lately.
 *
 * @param dark whether the window is dark
 * @param maskColour of the mask, {@code 0xRRGGBB}
 * @param maskOpacity of its filling, 0 to 1
 * @param recentFiles absolute paths, newest first
 */
public record Preferences(boolean dark, int maskColour, double maskOpacity, List<String> recentFiles) {

    private static final double FIRST_OPACITY = 0.35;
    private static final int MOST_RECENT = 10;

    /** How the program starts the first time: the mask in a green that colour-blind people tell from tissue. */
    public static final Preferences FIRST = new Preferences(false, 0x00D9A3, FIRST_OPACITY, List.of());

    /** Puts right what makes no sense. */
    public Preferences {
        maskOpacity = Double.isFinite(maskOpacity) ? Math.max(0, Math.min(1, maskOpacity)) : FIRST_OPACITY;
        recentFiles = recentFiles == null ? List.of() : List.copyOf(recentFiles);
    }

    /** With another theme. */
    public Preferences withDark(boolean value) {
        return new Preferences(value, maskColour, maskOpacity, recentFiles);
    }

    /** With another look of the mask. */
    public Preferences withMask(int colour, double opacity) {
        return new Preferences(dark, colour, opacity, recentFiles);
    }

    /** With a file at the head of the recent ones. */
    public Preferences withRecent(String path) {
        LinkedHashSet<String> files = new LinkedHashSet<>();
        files.add(path);
        files.addAll(recentFiles);
        return new Preferences(
                dark, maskColour, maskOpacity, files.stream().limit(MOST_RECENT).toList());
    }

    /** Without a file that is no longer there. */
    public Preferences withoutRecent(String path) {
        return new Preferences(
                dark,
                maskColour,
                maskOpacity,
                recentFiles.stream().filter(file -> !file.equals(path)).toList());
    }
}
