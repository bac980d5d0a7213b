package org.medspike.dataset;

import java.nio.file.Path;
import java.util.BitSet;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.mask.Mask;

/**
 * One image of a data folder with its mask, not decoded yet.
 *
 * @param stem file name without extension, relative to {@code images/}, with {@code /} between folders, and the number of
 *     the frame where a file has several; unique in the folder
 * @param image the image file
 * @param mask the mask file
 * @param frame of the image, and of the mask where that is an image too; from zero
 * @param instance where the mask is a DICOM segmentation, the SOP Instance UID by which it refers to the image; else
 *     empty
 * @param owner what it shares with the cases it belongs to by what the files say: the volume, the patient; its own stem
 *     where they say nothing
 */
public record Case(String stem, Path image, Path mask, int frame, String instance, String owner) {

    /** The only frame of an image that belongs to no other. */
    public Case(String stem, Path image, Path mask) {
        this(stem, image, mask, 0, "", stem);
    }

    /** Whether other cases lie in its files. */
    public boolean sharesFile() {
        return !instance.isEmpty() || !owner.equals(stem);
    }

    /**
     * Decodes image and mask.
     *
     * @throws DataFolderException if a file cannot be read, the sizes differ, or the mask has grey levels
     */
    public LabelledImage load(ImageFiles files) throws DataFolderException {
        try (CaseReader reader = new CaseReader(files)) {
            return reader.read(this);
        }
    }

    /**
     * Decodes the image alone, upright.
     *
     * @throws DataFolderException if it cannot be read
     */
    public Frame loadImage(ImageFiles files) throws DataFolderException {
        try (CaseReader reader = new CaseReader(files)) {
            return reader.readImage(this);
        }
    }

    /** Joins the two, both as they are stored in their files. */
    LabelledImage labelled(Frame picture, Frame drawn) throws DataFolderException {
        Frame upright = picture.upright();
        Frame truth = drawn.upright();
        if (upright.width() != truth.width() || upright.height() != truth.height()) {
            throw new DataFolderException("The image " + image + " is " + upright.width() + " x " + upright.height()
                    + " pixels, its mask " + truth.width() + " x " + truth.height() + ".");
        }
        return new LabelledImage(stem, upright, new Mask(truth.width(), truth.height(), object(truth)));
    }

    private BitSet object(Frame drawn) throws DataFolderException {
        int channels = drawn.photometric().samples();
        int colours = drawn.photometric().colours();
        int value = 0;
        BitSet object = new BitSet(drawn.width() * drawn.height());
        for (int i = 0; i < drawn.width() * drawn.height(); i++) {
            int first = drawn.samples().get(i * channels);
            for (int c = 0; c < colours; c++) {
                int sample = drawn.samples().get(i * channels + c);
                if (sample != first || sample != 0 && value != 0 && sample != value) {
                    throw new DataFolderException("The mask " + mask
                            + " has more than two values; a mask is 0 outside and one other value inside the object.");
                }
            }
            value = first != 0 ? first : value;
            object.set(i, first != 0);
        }
        return object;
    }
}
