package org.medspike.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    /** As the operating system reports a disk that fills up on the way. */
    private static void fillTheDisk(Path file) throws IOException {
        AtomicFile.write(file, out -> {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
        });
    }

    @Test
    void write_makesTheFileAndMissingFolders() throws IOException {
        AtomicFile.writeText(folder.resolve("deep/er/ä.txt"), "área 5 px²");

        assertThat(folder.resolve("deep/er/ä.txt")).hasContent("área 5 px²");
    }

    @Test
    void diskThatFillsUp_leavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> fillTheDisk(folder.resolve("new.bin"))).hasMessage("No space left on device");

        assertOnly();
    }

    @Test
    void diskThatFillsUp_keepsTheFileThatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.txt"), "earlier work");

        assertThatThrownBy(() -> fillTheDisk(file)).isInstanceOf(IOException.class);

        assertThat(file).hasContent("earlier work");
        assertOnly("kept.txt");
    }

    /** While the new content is being written, a reader still finds the old one. */
    @Test
    void readerMeanwhile_findsTheOldContentWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "old");

        AtomicFile.write(file, out -> {
            out.write("new".getBytes());
            out.flush();
            assertThat(file).hasContent("old");
        });

        assertThat(file).hasContent("new");
    }

    @Test
    void longestNameOfTheFileSystem_canBeWritten() throws IOException {
        String longest = "n".repeat(251) + ".txt";

        AtomicFile.writeText(folder.resolve(longest), "x");

        assertOnly(longest);
    }

    @Test
    void fileInPlaceOfTheFolder_isAFailureThatIsSaidInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> AtomicFile.writeText(file.resolve("x.txt"), "x"))
                .isInstanceOfSatisfying(IOException.class, failure -> assertThat(WriteFailure.reason(failure))
                        .isEqualTo("there is a file where a folder is needed"));
    }
}
