package org.medspike.app.workbench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageFiles;

/**
 * The image on the desk.
 *
 * @param name for the title
 * @param file where it came from; empty for the built-in phantom and for planes of a volume
 * @param stored as it is stored
 * @param upright as it is looked at and segmented; its window is the file's, whatever is chosen for the screen
 * @param pixels of the upright image, {@code 0xffRRGGBB}
 * @param window that the pixels were made with; empty for the file's own
 * @param origin where it comes from
 */
public record OpenImage(
        String name,
        Optional<Path> file,
        Frame stored,
        Frame upright,
        int[] pixels,
        Optional<GreyWindow> window,
        ImageOrigin origin) {

    /** Makes an image ready to be shown; takes milliseconds. */
    static OpenImage of(
            String name, Optional<Path> file, Frame stored, Optional<GreyWindow> window, ImageOrigin origin) {
        Frame upright = stored.upright();
        int[] pixels = DisplayPixels.of(shown(upright, window));
        return new OpenImage(name, file, stored, upright, pixels, window, origin);
    }

    /** The upright image as it is shown through a window; colours have none. */
    public static Frame shown(Frame upright, Optional<GreyWindow> window) {
        return hasWindow(upright) && window.isPresent() ? upright.through(window.get()) : upright;
    }

    /** Whether brightness can be set at all. */
    public static boolean hasWindow(Frame frame) {
        return frame.photometric().isGrey();
    }

    /** Whether it is an image as it was taken, and not a cut through a volume: then the model can be run on it. */
    public boolean isAsTaken() {
        return origin.slice().isPresent() || origin.view().isEmpty();
    }

    /** Whether another image is one of the same view, so that zoom, window and threshold stay. */
    public boolean isOfSameView(OpenImage other) {
        return origin.view().isPresent()
                && other.origin.view().isPresent()
                && origin.view().get() == other.origin.view().get();
    }

    /** The name without its extension, for exported files; further frames have their number behind it, from 0002 on. */
    public String stem() {
        String stem = ImageFiles.stem(name);
        return origin.frame() > 0 || !isAsTaken()
                ? String.format(Locale.ROOT, "%s_%04d", stem, origin.frame() + 1)
                : stem;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "OpenImage[" + upright.width() + " x " + upright.height() + "]";
    }
}
