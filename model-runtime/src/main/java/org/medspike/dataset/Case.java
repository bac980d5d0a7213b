package org.medspike.dataset;

import java.nio.file.Path;
import java.util.BitSet;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.mask.Mask;

/**
 * One image of a data folder with its mask, not decoded yet.
 *
 * @param stem file name without extension, relative to {@code images/}, with {@code /} between folders; unique in the
 *     folder
 * @param image the image file
 * @param mask the mask file
 * @param owner what it shares with the cases it belongs to by what the files say: the volume, the patient; its own stem
 *     where they say nothing
 */
public record Case(String stem, Path image, Path mask, String owner) {

    /** An image that belongs to no other. */
    public Case(String stem, Path image, Path mask) {
        this(stem, image, mask, stem);
    }

    /**
     * Decodes image and mask.
     *
     * @throws DataFolderException if a file cannot be read, the sizes differ, or the mask has grey levels
     */
    public LabelledImage load(ImageFiles files) throws DataFolderException {
        Frame picture = read(files, image).upright();
        Frame truth = read(files, mask).upright();
        if (picture.width() != truth.width() || picture.height() != truth.height()) {
            throw new DataFolderException("The image " + image + " is " + picture.width() + " x " + picture.height()
                    + " pixels, its mask " + truth.width() + " x " + truth.height() + ".");
        }
        return new LabelledImage(stem, picture, new Mask(truth.width(), truth.height(), object(truth)));
    }

    private static Frame read(ImageFiles files, Path file) throws DataFolderException {
        try {
            return files.readFirst(file);
        } catch (ImageReadException e) {
            throw new DataFolderException("The file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private BitSet object(Frame frame) throws DataFolderException {
        int channels = frame.photometric().samples();
        int colours = frame.photometric().colours();
        int value = 0;
        BitSet object = new BitSet(frame.width() * frame.height());
        for (int i = 0; i < frame.width() * frame.height(); i++) {
            for (int c = 0; c < colours; c++) {
                int sample = frame.samples().get(i * channels + c);
                if (sample != frame.samples().get(i * channels) || sample != 0 && value != 0 && sample != value) {
                    throw new DataFolderException("The mask " + mask
                            + " has more than two values; a mask is 0 outside and one other value inside the object.");
                }
                value = Math.max(value, sample);
            }
            object.set(i, frame.samples().get(i * channels) != 0);
        }
        return object;
    }
}
