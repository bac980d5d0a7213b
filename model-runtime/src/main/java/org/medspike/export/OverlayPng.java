package org.medspike.export;

import java.io.IOException;
import java.nio.file.Path;
import org.medspike.imaging.Frame;
import org.medspike.mask.Mask;

/** An image with its mask on top, as a colour PNG of eight bits and of the image's size. */
public final class OverlayPng {

    private OverlayPng() {}

    /**
     * Writes or replaces a file; see {@link Overlay#pixels}.
     *
     * @param image upright
     * @param mask of the image's size
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, Frame image, Mask mask, OverlayStyle style) throws IOException {
        int[] pixels = Overlay.pixels(image, mask, style);
        PngFile.write(file, PngFile.image(image.width(), image.height(), pixels, true));
    }
}
