package org.medspike.imaging.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;

/** A moving picture of four by two pixels that Pillow 9.4 wrote: later images hold only what changes. */
class GifFramesTest {

    private static final String FILE =
            "R0lGODlhBAACAIEAAP8AAAoUHgAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQEBAAAACwAAAAABAACAAAICAABBBhIMEBA"
                    + "ACH5BAQEAAAALAAAAAACAAEAgQD/AAoUHgAAAAAAAAgFAAMACAgAIfkEBAQAAAAsAQAAAAIAAQCBAAD/ChQeAAAAAAAACAUA"
                    + "AwAICAA7";

    /** As Pillow shows them. */
    private static final int[][] FRAMES = {
        {0xffff0000, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e},
        {0xff0a141e, 0xff00ff00, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e},
        {0xff0a141e, 0xff0a141e, 0xff0000ff, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e, 0xff0a141e}
    };

    @TempDir
    Path folder;

    @Test
    void frames_areDrawnOverEachOther_inWhateverOrderTheyAreAskedFor() throws IOException {
        Path file = Files.write(folder.resolve("a.gif"), Base64.getDecoder().decode(FILE));

        try (ImageSource source = new ImageFiles().open(file)) {
            assertThat(source.info().frames()).isEqualTo(3);
            for (int index : new int[] {0, 1, 2, 1, 0}) {
                assertThat(DisplayPixels.of(source.read(index))).containsExactly(FRAMES[index]);
            }
        }
    }
}
