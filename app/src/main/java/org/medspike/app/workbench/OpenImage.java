package org.medspike.app.workbench;

import java.nio.file.Path;
import java.util.Optional;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;

/**
 * The image on the desk.
 *
 * @param name for the title
 * @param file where it came from; empty for the built-in phantom
 * @param stored as it is stored
 * @param upright as it is looked at and segmented
 * @param pixels of the upright image, {@code 0xffRRGGBB}
 */
public record OpenImage(String name, Optional<Path> file, Frame stored, Frame upright, int[] pixels) {

    /** The name without its extension, for exported files. */
    public String stem() {
        return ImageFiles.stem(name);
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
