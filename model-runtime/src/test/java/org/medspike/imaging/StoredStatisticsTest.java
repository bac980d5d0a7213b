package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Golden hashes from Python: {@code hashlib.sha256(struct.pack('<6i', ...))}. */
class StoredStatisticsTest {

    @Test
    void of_interleavesChannels_colourFrame() {
        byte[] samples = {0, 1, (byte) 255, 7, (byte) 128, 65};
        Frame frame = new Frame(2, 1, Photometric.RGB, 8, Orientation.UPRIGHT, new Samples.Bytes(samples));

        StoredStatistics statistics = StoredStatistics.of(frame);

        assertThat(statistics.min()).isZero();
        assertThat(statistics.max()).isEqualTo(255);
        assertThat(statistics.mean()).isCloseTo(456 / 6.0, within(1e-12));
        assertThat(statistics.sha256()).isEqualTo("103805b9cc35b71e0fec4a748b6cfa130468490fa8bf346c9411183d551ff1e3");
    }

    @Test
    void of_takesUnsignedValuesInStoredOrder_sixteenBitFrameToBeTurned() {
        short[] samples = {258, (short) 65535};
        Frame frame = new Frame(2, 1, Photometric.MONOCHROME2, 16, Orientation.MIRRORED, new Samples.Shorts(samples));

        StoredStatistics statistics = StoredStatistics.of(frame);

        assertThat(statistics.min()).isEqualTo(258);
        assertThat(statistics.max()).isEqualTo(65535);
        assertThat(statistics.sha256()).isEqualTo("e2a2ea45ac567f88d47f9669471ead60e2d4f99734b4392b8c4195e264074862");
    }

    @Test
    void of_goesOnBeyondOneChunk_largeFrame() {
        byte[] samples = new byte[200 * 100];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 31 % 251);
        }
        Frame frame = new Frame(200, 100, Photometric.MONOCHROME2, 8, Orientation.UPRIGHT, new Samples.Bytes(samples));

        StoredStatistics statistics = StoredStatistics.of(frame);

        assertThat(statistics.mean()).isCloseTo(125.0, within(1e-9));
        assertThat(statistics.sha256()).isEqualTo("cf99137db5b5ca5d62cfd30d6eb6e1efebbfbdf204a288e7cc7631703cac736b");
    }
}
