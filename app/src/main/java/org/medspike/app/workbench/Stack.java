package org.medspike.app.workbench;

import java.util.Optional;
import org.medspike.imaging.Examination;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageReadException;

/**
 * Images that are scrolled through.
 *
 * <p>Thread safe. Two stacks are the same only if they are one object.
 */
public sealed interface Stack permits SliceStack, PlaneStack {

    /** How many images there are; at least one. */
    int count();

    /** What the files say of the examination. */
    Examination examination();

    /**
     * Reads one image, ready to be shown; slow unless it was read before.
     *
     * @param index from zero
     * @param window to show it through; empty for the file's own
     * @throws ImageReadException if it cannot be decoded
     */
    OpenImage read(int index, Optional<GreyWindow> window) throws ImageReadException;
}
