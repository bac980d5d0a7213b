package org.medspike.imaging.dicom;

import java.nio.file.Path;
import org.medspike.imaging.ImageFormatReader;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/** Opens DICOM images, with and without the preamble of PS3.10. */
public final class DicomReader implements ImageFormatReader {

    @Override
    public boolean recognises(byte[] head) {
        return DicomFile.recognises(head);
    }

    @Override
    public ImageSource open(Path file) throws ImageReadException {
        return DicomSource.open(file);
    }
}
