package org.medspike.imaging.dicom;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.ServiceLoader;
import org.medspike.imaging.ImageFormatReader;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/** Opens DICOM images, with and without the preamble of PS3.10, by the provider of the highest rank. */
public final class DicomReader implements ImageFormatReader {

    private final DicomProvider provider;

    /** Looks for providers. */
    public DicomReader() {
        this(ServiceLoader.load(DicomProvider.class, DicomProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .max(Comparator.comparingInt(DicomProvider::rank))
                .orElseGet(BuiltInDicomProvider::new));
    }

    DicomReader(DicomProvider provider) {
        this.provider = provider;
    }

    @Override
    public boolean recognises(byte[] head) {
        return DicomFile.recognises(head);
    }

    @Override
    public ImageSource open(Path file) throws ImageReadException {
        return provider.open(file);
    }
}
