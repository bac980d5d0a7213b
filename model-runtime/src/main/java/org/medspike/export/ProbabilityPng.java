package org.medspike.export;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.file.Path;
import org.medspike.imaging.Plane;

/** Writes probabilities as a 16-bit grey PNG: 0 is 0, 65535 is 1. */
public final class ProbabilityPng {

    private static final int ONE = 65535;

    private ProbabilityPng() {}

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, Plane probability) throws IOException {
        BufferedImage image =
                new BufferedImage(probability.width(), probability.height(), BufferedImage.TYPE_USHORT_GRAY);
        short[] samples = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(Math.max(0, Math.min(1, probability.values()[i])) * ONE);
        }
        PngFile.write(file, image);
    }
}
