package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.png, a",
        "a.nii.gz, a",
        "A.NII.GZ, A",
        "a.b.dcm, a.b",
        "a.tar.gz, a.tar",
        "I10, I10",
        "1.2.840.10008, 1.2.840.10008",
        "sub.folder/I10, sub.folder/I10",
        "sub/a.hdr, sub/a",
        ".hidden, .hidden"
    })
    void stem_isTheNameWithoutItsExtension(String name, String stem) {
        assertThat(ImageFiles.stem(name)).isEqualTo(stem);
    }

    @Test
    void search_findsImagesByName_andDicomWithoutExtensionByContent() throws IOException {
        byte[] dicom = new byte[200];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        for (String name : new String[] {"b.nii", "c.nii.gz", "d.hdr", "d.img", "e.dcm", "f.PNG", "g.txt", ".h.png"}) {
            Files.writeString(folder.resolve(name), "whatever");
        }
        for (String name : new String[] {"I10", "1.2.3", "DICOMDIR", "i.backup"}) {
            Files.write(folder.resolve(name), dicom);
        }
        Files.writeString(folder.resolve("README"), "text ".repeat(50));

        assertThat(ImageFiles.search(folder))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("1.2.3", "I10", "b.nii", "c.nii.gz", "d.hdr", "e.dcm", "f.PNG");
    }

    @Test
    void search_findsAllSlicesOfASeriesWithoutExtensions() throws IOException {
        Path series = CorpusManifest.folder().resolve("ct_series");
        assumeTrue(Files.isDirectory(series), "skipped: the test corpus is not at " + series);

        assertThat(ImageFiles.search(series)).hasSize(28);
    }
}
