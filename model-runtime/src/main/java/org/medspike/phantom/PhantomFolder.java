package org.medspike.phantom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.medspike.export.ImagePng;
import org.medspike.export.MaskPng;

/**
 * A small data folder of phantoms, {@code images/} and {@code masks/} with equal names, for tests and demonstrations.
 *
 * <p>The files are called {@code phantom_0001.png} and so on; none shows a patient.
 */
public final class PhantomFolder {

    private PhantomFolder() {}

    /**
     * Draws and writes the pairs; files of the same names are replaced, others stay.
     *
     * @param root made where it is missing
     * @param count how many pairs
     * @param size width and height of each in pixels, at least 16
     * @param seed any number; the same number gives the same files
     * @return the root
     * @throws IOException if a file could not be written
     */
    public static Path write(Path root, int count, int size, long seed) throws IOException {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 1; i <= count; i++) {
            PhantomImage phantom = Phantom.endoscopy(seeds.nextLong(), size, size);
            String name = String.format(Locale.ROOT, "phantom_%04d.png", i);
            ImagePng.write(root.resolve("images").resolve(name), phantom.frame());
            MaskPng.write(root.resolve("masks").resolve(name), phantom.truth());
        }
        return root;
    }
}
