package org.medspike.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.jpegls.JpegLsDecoder;

/** Every codec on codestreams of dcmtk and OpenJPEG, whole, cut short and damaged. */
class CodecsTest {

    static List<Codestream> codestreams() throws IOException {
        return Codestream.all();
    }

    @ParameterizedTest
    @MethodSource("codestreams")
    void decode_givesTheSamplesThatWereCoded(Codestream codestream) throws IOException {
        DecodedPixels pixels = codestream.decode(codestream.bytes());

        assertThat(pixels.width()).isEqualTo(codestream.limits().width());
        for (int i = 0; i < codestream.samples().length; i++) {
            assertThat(Math.abs((pixels.values()[i] & 0xffff) - codestream.samples()[i]))
                    .as("sample " + i)
                    .isLessThanOrEqualTo(codestream.tolerance());
        }
    }

    /** The example of ITU-T T.87, H.3: four lines of four samples. */
    @Test
    void jpegLs_decodesTheExampleOfTheStandard() throws IOException {
        byte[] coded = HexFormat.of()
                .parseHex("ffd8fff7000b080004000401011100ffda0008010100000000c000006c80208e01c00000574000006ee60000"
                        + "01bc18000005d800009160ffd9");

        DecodedPixels pixels = JpegLsDecoder.decode(coded, new CodecLimits(4, 4, 1));

        assertThat(pixels.values())
                .containsExactly(new int[] {0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145});
    }

    @ParameterizedTest
    @MethodSource("codestreams")
    void anotherSizeThanTheHeaders_isRefusedBeforeAnythingIsAllocated(Codestream codestream) {
        CodecLimits huge = new CodecLimits(30_000, 30_000, codestream.limits().components());
        Codestream other = new Codestream("", codestream.codec(), huge, 0, codestream.bytes(), new int[0]);

        assertThatThrownBy(() -> other.decode(codestream.bytes()))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("13 x 9");
    }

    /** What is cut off is missed; only marks behind the pixels may be. */
    @ParameterizedTest
    @MethodSource("codestreams")
    void everyCut_isNoticed(Codestream codestream) {
        for (int length = 0; length < codestream.bytes().length - 6; length++) {
            byte[] cut = Arrays.copyOf(codestream.bytes(), length);
            assertThatThrownBy(() -> codestream.decode(cut))
                    .as("cut to " + length)
                    .isInstanceOf(ImageReadException.class)
                    .message()
                    .hasSizeGreaterThan(20);
        }
    }

    @ParameterizedTest
    @MethodSource("codestreams")
    void manyChangedBytes_giveASentenceOrSamples_quickly(Codestream codestream) {
        SplittableRandom random = new SplittableRandom(5);
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 500; i++) {
                byte[] changed = codestream.bytes().clone();
                for (int n = random.nextInt(1, 6); n > 0; n--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                try {
                    codestream.decode(changed);
                } catch (ImageReadException e) {
                    assertThat(e.getMessage()).hasSizeGreaterThan(20);
                }
            }
        });
    }
}
