package org.medspike.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.medspike.storage.AtomicFile;

/** Writes an image as PNG, without the temporary files that ImageIO would put elsewhere. */
final class PngFile {

    private PngFile() {}

    static void write(Path file, BufferedImage image) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        ImageWriter writer = writers.next();
        try {
            AtomicFile.write(file, out -> {
                try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
                    writer.setOutput(stream);
                    writer.write(new IIOImage(image, null, null));
                }
            });
        } finally {
            writer.dispose();
        }
    }

    /** The pixels as an image: opaque ones as RGB, else with opacity. */
    static BufferedImage image(int width, int height, int[] argb, boolean opaque) {
        BufferedImage image =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }
}
