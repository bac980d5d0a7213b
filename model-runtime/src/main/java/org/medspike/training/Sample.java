package org.medspike.training;

import java.io.IOException;
import java.util.BitSet;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;

/**
 * An image and its mask as training sees them: squashed to a square, eight bits a value, and the mask also at its own
 * size for scoring.
 *
 * @param stem name of the pair
 * @param size side of the square in pixels
 * @param rgb {@code 3 * size * size} values, plane by plane
 * @param mask {@code size * size} values, 255 where the object covers the whole pixel
 * @param width columns of the image itself
 * @param height rows of the image itself
 * @param truth the object's pixels at the image's own size, row by row
 */
record Sample(String stem, int size, byte[] rgb, byte[] mask, int width, int height, BitSet truth) {

    /**
     * Decodes a pair.
     *
     * @throws DataFolderException if a file cannot be read, the sizes differ, or the mask has grey levels
     */
    static Sample load(DataFolder.Pair pair, ImageFiles files, int size) throws IOException {
        Frame image = read(files, pair.image()).upright();
        Frame mask = read(files, pair.mask()).upright();
        if (image.width() != mask.width() || image.height() != mask.height()) {
            throw new DataFolderException("The image " + pair.image() + " is " + image.width() + " x " + image.height()
                    + " pixels, its mask " + mask.width() + " x " + mask.height() + ".");
        }
        BitSet truth = object(mask, pair);
        byte[] rgb = InputLevels.of(image, size, size);
        float[] covered = new float[image.width() * image.height()];
        truth.stream().forEach(i -> covered[i] = 1);
        byte[] squashed = InputLevels.of(new Plane(image.width(), image.height(), covered), size, size);
        return new Sample(pair.stem(), size, rgb, squashed, image.width(), image.height(), truth);
    }

    private static Frame read(ImageFiles files, java.nio.file.Path file) throws DataFolderException {
        try {
            return files.readFirst(file);
        } catch (ImageReadException e) {
            throw new DataFolderException("The file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static BitSet object(Frame mask, DataFolder.Pair pair) throws DataFolderException {
        int channels = mask.photometric().samples();
        int colours = mask.photometric().colours();
        int value = 0;
        BitSet object = new BitSet(mask.width() * mask.height());
        for (int i = 0; i < mask.width() * mask.height(); i++) {
            for (int c = 0; c < colours; c++) {
                int sample = mask.samples().get(i * channels + c);
                if (sample != mask.samples().get(i * channels) || sample != 0 && value != 0 && sample != value) {
                    throw new DataFolderException("The mask " + pair.mask()
                            + " has more than two values; a mask is 0 outside and one other value inside the object.");
                }
                value = Math.max(value, sample);
            }
            object.set(i, mask.samples().get(i * channels) != 0);
        }
        return object;
    }
}
