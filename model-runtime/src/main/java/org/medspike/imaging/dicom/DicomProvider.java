package org.medspike.imaging.dicom;

import java.nio.file.Path;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/**
 * Opens DICOM images: the seam for another library than the program's own reader.
 *
 * <p>Providers are found by {@link java.util.ServiceLoader}; the one with the highest {@link #rank} opens every file. A
 * provider is thread safe, needs a constructor without arguments and must pass the tests of {@code DicomProviderContract}: stored
 * values come exactly as stored (PS3.3, C.7.6.3), palettes and uncompressed luminance with chroma unconverted, JPEG and
 * JPEG 2000 colours in red, green and blue; nothing that a file declares is believed before it is checked; no sentence
 * tells of the patient.
 */
public interface DicomProvider {

    /** What the provider is, for the log. */
    String name();

    /** The highest of all found is used; the program's own reader has 0. */
    int rank();

    /**
     * Opens an image; its pixels are not decoded yet.
     *
     * @throws ImageReadException if the file is damaged, holds no image, or is encoded in a way that the provider does not
     *     know, which the sentence names
     */
    ImageSource open(Path file) throws ImageReadException;
}
