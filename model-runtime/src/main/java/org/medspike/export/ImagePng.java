package org.medspike.export;

import java.io.IOException;
import java.nio.file.Path;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;

/** An image as it is shown on the screen, as a colour PNG of eight bits and of the image's size. */
public final class ImagePng {

    private ImagePng() {}

    /**
     * Writes or replaces a file; see {@link DisplayPixels}.
     *
     * @param image upright
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, Frame image) throws IOException {
        PngFile.write(file, PngFile.image(image.width(), image.height(), DisplayPixels.of(image), true));
    }
}
