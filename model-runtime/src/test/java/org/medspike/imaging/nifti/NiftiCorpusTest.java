package org.medspike.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/** Reads the NIfTI files of the corpus and compares the whole first volume with what nibabel found. */
class NiftiCorpusTest {

    @TestFactory
    Stream<DynamicTest> read_agreesWithTheReference_goodFiles() throws IOException {
        return CorpusManifest.tests(
                row -> row.get("path").startsWith("nifti/")
                        && row.get("expected").equals("ok"),
                9,
                row -> {
                    try (ImageSource source =
                            new ImageFiles().open(CorpusManifest.folder().resolve(row.get("path")))) {
                        compare(source, row);
                    }
                });
    }

    private static void compare(ImageSource source, Map<String, String> row) throws IOException {
        String[] extents = row.get("frames").split("x");
        int slices = Integer.parseInt(extents[2]);
        int volumes = extents.length > 3 ? Integer.parseInt(extents[3]) : 1;
        assertThat(source.info().frames()).isEqualTo(slices * volumes);
        assertThat(source.info().width()).isEqualTo(Integer.parseInt(row.get("cols")));
        assertThat(source.info().height()).isEqualTo(Integer.parseInt(row.get("rows")));
        boolean floating = row.get("bits").startsWith("float");
        MessageDigest digest = sha256();
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int k = 0; k < slices; k++) {
            Frame frame = source.read(k);
            ByteBuffer values =
                    ByteBuffer.allocate(4 * frame.samples().length()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < frame.samples().length(); i++) {
                int value = frame.samples().get(i);
                min = Math.min(min, value);
                max = Math.max(max, value);
                if (floating) {
                    values.putFloat(value);
                } else {
                    values.putInt(value);
                }
            }
            digest.update(values.flip());
        }
        assertThat((double) min).isEqualTo(Double.parseDouble(row.get("min")));
        assertThat((double) max).isEqualTo(Double.parseDouble(row.get("max")));
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(row.get("sha256"));
        // The last frame of all can be reached too.
        assertThat(source.read(slices * volumes - 1).width())
                .isEqualTo(source.info().width());
    }

    @TestFactory
    Stream<DynamicTest> read_refusesInASentence_badFiles() throws IOException {
        return CorpusManifest.tests(row -> row.get("path").startsWith("bad/nifti"), 1, row -> assertThatThrownBy(
                        () -> new ImageFiles().readFirst(CorpusManifest.folder().resolve(row.get("path"))))
                .isInstanceOf(ImageReadException.class)
                .message()
                .hasSizeGreaterThan(20));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
