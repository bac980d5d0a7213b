package org.medspike.imaging.dicom;

import java.nio.file.Path;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/** The program's own reader of DICOM images. */
public final class BuiltInDicomProvider implements DicomProvider {

    @Override
    public String name() {
        return "MedSpike";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public ImageSource open(Path file) throws ImageReadException {
        return DicomSource.open(file);
    }
}
