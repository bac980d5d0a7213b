package org.medspike.modality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;

class ModalityRecogniserTest {

    private static final Path SHARED = Path.of("../../shared");
    private static final Frame BLACK =
            new Frame(8, 8, Photometric.MONOCHROME2, 8, Orientation.UPRIGHT, new Samples.Bytes(new byte[64]));

    private final ModalityRecogniser recogniser = new ModalityRecogniser();

    @ParameterizedTest
    @CsvSource({"CT,CT", "US,ULTRASOUND", "ES,ENDOSCOPY", "SM,MICROSCOPY", "DMS,DERMOSCOPY"})
    void recognise_theTagOfTheFileDecides(String code, Modality expected) {
        Recognition found = recogniser.recognise(Optional.of(code), BLACK);

        assertThat(found.modality()).isEqualTo(expected);
        assertThat(found.reason()).isEqualTo("its modality is " + code);
    }

    @Test
    void recognise_aModalityWithoutAModel_isGuessedByLooks_andSaidSo() {
        Recognition found = recogniser.recognise(Optional.of("MR"), BLACK);

        assertThat(found.certain()).isFalse();
        assertThat(found.reason()).contains("its modality is MR").contains("no model");
    }

    @Test
    void recognise_aTagThatIsNoCode_isNotRepeated() {
        assertThat(recogniser.recognise(Optional.of("Doe^Jane"), BLACK).reason())
                .doesNotContain("Doe");
    }

    /** The classifier has seen these images; how it does on others is told by {@link ModalityFitting}. */
    @ParameterizedTest
    @CsvSource({
        "isic2018,DERMOSCOPY",
        "kvasir,ENDOSCOPY",
        "busi,ULTRASOUND",
        "monuseg,MICROSCOPY",
        "covid19,CT",
    })
    void recognise_withoutATag_theLooksDecide(String set, Modality expected) throws IOException {
        Path images = SHARED.resolve("datasets").resolve(set).resolve("images");
        assumeTrue(Files.isDirectory(images), "the data sets are not at hand in ../shared");
        List<Path> files = ImageFiles.search(images);
        int right = 0;
        int looked = 0;
        for (int i = 0; i < files.size(); i += Math.max(1, files.size() / 20)) {
            Frame upright = new ImageFiles().readFirst(files.get(i)).upright();
            right += recogniser.recognise(Optional.empty(), upright).modality() == expected ? 1 : 0;
            looked++;
        }

        assertThat(right).isGreaterThanOrEqualTo(looked - 1);
    }

    @Test
    void recognise_slicesInHounsfieldUnitsWithoutATag_areCt() throws IOException {
        Path series = SHARED.resolve("corpus/ct_series");
        assumeTrue(Files.isDirectory(series), "the corpus is not at hand in ../shared");
        for (Path file : ImageFiles.search(series)) {
            try (ImageSource source = new ImageFiles().open(file)) {
                Frame upright = source.read(0).upright();
                assertThat(source.examination().modality()).hasValue("CT");
                assertThat(recogniser.recognise(Optional.empty(), upright).modality())
                        .isEqualTo(Modality.CT);
            }
        }
    }
}
