package org.medspike.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolder;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.Photometric;

class PhantomFolderTest {

    @TempDir
    Path folder;

    @Test
    void write_isADataFolder_threePairs() throws IOException {
        PhantomFolder.write(folder, 3, 48, 5);

        DataFolder data = DataFolder.open(folder);
        assertThat(data.cases()).extracting(Case::stem).containsExactly("phantom_0001", "phantom_0002", "phantom_0003");
        for (Case pair : data.cases()) {
            Frame image = new ImageFiles().readFirst(pair.image());
            Frame mask = new ImageFiles().readFirst(pair.mask());
            assertThat(image.photometric()).isEqualTo(Photometric.RGB);
            assertThat(mask.photometric()).isEqualTo(Photometric.MONOCHROME2);
            assertThat(image.width()).isEqualTo(mask.width()).isEqualTo(48);
            for (int i = 0; i < mask.samples().length(); i++) {
                assertThat(mask.samples().get(i)).isIn(0, 255);
            }
        }
    }

    @Test
    void write_givesTheSameBytes_sameSeed() throws IOException {
        PhantomFolder.write(folder.resolve("a"), 2, 32, 9);
        PhantomFolder.write(folder.resolve("b"), 2, 32, 9);
        PhantomFolder.write(folder.resolve("c"), 2, 32, 10);

        Path name = Path.of("images", "phantom_0002.png");
        assertThat(Files.mismatch(
                        folder.resolve("a").resolve(name), folder.resolve("b").resolve(name)))
                .isEqualTo(-1);
        assertThat(Files.mismatch(
                        folder.resolve("a").resolve(name), folder.resolve("c").resolve(name)))
                .isNotEqualTo(-1);
    }
}
