package org.medspike.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BuiltInDicomProviderTest extends DicomProviderContract {

    @Override
    DicomProvider provider() {
        return new BuiltInDicomProvider();
    }

    @Test
    void provider_isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(DicomProvider.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(BuiltInDicomProvider.class));
    }
}
