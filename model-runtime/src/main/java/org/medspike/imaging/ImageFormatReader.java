package org.medspike.imaging;

import java.nio.file.Path;

/**
 * Reads one family of file formats.
 *
 * <p>Thread safe. Implementations trust nothing that a file says: they check declared sizes against the file and the
 * memory at hand before they allocate.
 */
public interface ImageFormatReader {

    /** How many bytes {@link #recognises} wants to see. */
    int HEAD_LENGTH = 132;

    /** Whether a file that begins with these bytes is of this family; its name does not matter. */
    boolean recognises(byte[] head);

    /**
     * Opens a file of this family.
     *
     * @throws ImageReadException if its header makes no sense
     */
    ImageSource open(Path file) throws ImageReadException;
}
