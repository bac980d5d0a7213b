package org.medspike.mask.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.DicomHeader;
import org.medspike.imaging.nifti.NiftiVolume;

/** Opens mask files by what they contain. Thread safe. */
public final class MaskFiles {

    private static final int HEAD = 1024;

    private final ImageFiles images = new ImageFiles();

    /**
     * Whether a file is a mask and no image: a DICOM segmentation, GeoJSON, or a NIfTI volume that is marked as labels. Other
     * NIfTI volumes may be either; {@link #open} takes them.
     *
     * @throws ImageReadException if it cannot be read
     */
    public boolean isMask(Path file) throws ImageReadException {
        if (DicomFiles.isDicom(file)) {
            return DicomFiles.header(file).map(DicomHeader::modality).orElse("").equals("SEG");
        }
        if (isJson(file)) {
            return true;
        }
        if (!ImageFiles.hasImageName(file)) {
            return false;
        }
        try (ImageSource source = images.open(file)) {
            return source instanceof NiftiVolume volume && volume.isOfLabels();
        }
    }

    /**
     * Opens a mask.
     *
     * @throws ImageReadException if it is none, or is damaged
     */
    public MaskFile open(Path file) throws ImageReadException {
        if (DicomFiles.isDicom(file)) {
            return new SegmentationMask(DicomFiles.segmentationFrames(file));
        }
        if (isJson(file)) {
            return OutlineMask.read(file);
        }
        try (ImageSource source = images.open(file)) {
            if (source instanceof NiftiVolume volume) {
                return VolumeMask.read(volume);
            }
        }
        throw ImageReadException.unsupported(
                "the file is no mask that can be laid onto an image;" + " DICOM SEG, NIfTI and GeoJSON can");
    }

    private static boolean isJson(Path file) throws ImageReadException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).strip();
            return head.startsWith("{") || head.startsWith("[");
        } catch (IOException e) {
            throw ImageReadException.broken("the file cannot be read: " + e.getMessage(), e);
        }
    }
}
