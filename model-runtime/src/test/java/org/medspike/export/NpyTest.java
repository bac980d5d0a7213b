package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.imaging.Plane;

/** Judged by NumPy's description of the format (numpy.lib.format), byte by byte. */
class NpyTest {

    @TempDir
    Path folder;

    @Test
    void write_isVersionOneInRowOrder_threeByTwo() throws IOException {
        Path file = folder.resolve("s1_sdsa.npy");

        Npy.write(file, new Plane(3, 2, new float[] {1, -2.5f, 0, Float.NaN, 1e-30f, 6}));

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.get() & 0xff).isEqualTo(0x93);
        byte[] name = new byte[5];
        bytes.get(name);
        assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
        assertThat(bytes.get()).isEqualTo((byte) 1);
        assertThat(bytes.get()).isZero();
        int headerLength = bytes.getShort();
        assertThat((10 + headerLength) % 64).isZero();
        byte[] header = new byte[headerLength];
        bytes.get(header);
        assertThat(new String(header, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
                .matches("(?s)[^\n]* *\n");
        // IEEE 754 single precision.
        assertThat(bytes.getInt()).isEqualTo(0x3f800000);
        assertThat(bytes.getInt()).isEqualTo(0xc0200000);
        assertThat(bytes.getInt()).isZero();
        assertThat(Float.isNaN(bytes.getFloat())).isTrue();
        assertThat(bytes.getFloat()).isEqualTo(1e-30f);
        assertThat(bytes.getFloat()).isEqualTo(6f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 100", "100, 9", "1000, 100", "12345, 1"})
    void write_alignsTheData_shapesOfDifferentLength(int width, int height) throws IOException {
        Path file = folder.resolve("map.npy");

        Npy.write(file, new Plane(width, height, new float[width * height]));

        assertThat((Files.size(file) - 4L * width * height) % 64).isZero();
        assertThat(Files.size(file) - 4L * width * height).isLessThanOrEqualTo(128);
    }
}
