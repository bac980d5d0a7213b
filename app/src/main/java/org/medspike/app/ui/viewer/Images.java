package org.medspike.app.ui.viewer;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures for the screen out of arrays of pixels. */
public final class Images {

    private Images() {}

    /**
     * A picture.
     *
     * @param pixels {@code 0xAARRGGBB} with colours multiplied by their opacity, rows from the top; handed over
     */
    public static Image premultiplied(int[] pixels, int width, int height) {
        PixelBuffer<IntBuffer> buffer =
                new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        return new WritableImage(buffer);
    }
}
