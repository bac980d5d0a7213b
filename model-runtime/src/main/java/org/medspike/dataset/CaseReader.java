package org.medspike.dataset;

import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.DicomSegmentation;

/**
 * Decodes cases one after another and keeps the files of the last one open, so that the slices of a volume do not each
 * inflate all of it again.
 *
 * <p>Used by one thread; close it.
 */
public final class CaseReader implements AutoCloseable {

    private final OpenFile image;
    private final OpenFile mask;
    private @Nullable Path segmentationFile;
    private @Nullable DicomSegmentation segmentation;

    /** A reader that opens files in this way. */
    public CaseReader(ImageFiles files) {
        image = new OpenFile(files);
        mask = new OpenFile(files);
    }

    /**
     * Decodes image and mask.
     *
     * @throws DataFolderException if a file cannot be read, the sizes differ, or the mask has grey levels
     */
    public LabelledImage read(Case one) throws DataFolderException {
        Frame picture = image.read(one.image(), one.frame());
        return one.labelled(
                picture, one.instance().isEmpty() ? mask.read(one.mask(), one.frame()) : outlined(one, picture));
    }

    /** What a segmentation outlines in an image, as a mask that lies as the image does. */
    private Frame outlined(Case one, Frame picture) throws DataFolderException {
        try {
            DicomSegmentation drawn = segmentation;
            if (drawn == null || !one.mask().equals(segmentationFile)) {
                drawn = DicomFiles.segmentation(one.mask());
                segmentation = drawn;
                segmentationFile = one.mask();
            }
            byte[] pixels = new byte[drawn.rows() * drawn.columns()];
            drawn.objects().getOrDefault(one.instance(), new BitSet()).stream().forEach(i -> pixels[i] = 1);
            return new Frame(
                    drawn.columns(),
                    drawn.rows(),
                    Photometric.MONOCHROME2,
                    Byte.SIZE,
                    picture.orientation(),
                    new Samples.Bytes(pixels));
        } catch (ImageReadException e) {
            throw new DataFolderException("The file " + one.mask() + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /**
     * Decodes the image alone, upright.
     *
     * @throws DataFolderException if it cannot be read
     */
    public Frame readImage(Case one) throws DataFolderException {
        return image.read(one.image(), one.frame()).upright();
    }

    @Override
    public void close() {
        image.close();
        mask.close();
    }

    /** The file that was read last. */
    private static final class OpenFile implements AutoCloseable {

        private final ImageFiles files;
        private @Nullable Path path;
        private @Nullable ImageSource source;

        OpenFile(ImageFiles files) {
            this.files = files;
        }

        Frame read(Path file, int frame) throws DataFolderException {
            try {
                ImageSource open = source;
                if (open == null || !file.equals(path)) {
                    close();
                    open = files.open(file);
                    source = open;
                    path = file;
                }
                return open.read(frame);
            } catch (ImageReadException e) {
                close();
                throw new DataFolderException("The file " + file + " cannot be read: " + e.getMessage() + ".");
            }
        }

        @Override
        public void close() {
            if (source != null) {
                source.close();
                source = null;
            }
        }
    }
}
