package org.medspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.tensor.Safetensors.Precision;

class SafetensorsTest {

    @TempDir
    Path folder;

    /** A file put together by hand from the format's definition. */
    private Path file(String header, float... data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + json.length + 4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (float value : data) {
            bytes.putFloat(value);
        }
        return Files.write(folder.resolve("w.safetensors"), bytes.array());
    }

    @Test
    void read_givesWhatTheFormatSays() throws IOException {
        Path file = file(
                """
                {"__metadata__":{"who":"me"},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},\
                "a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""",
                5f,
                -1.5f,
                0.25f);

        Safetensors.Contents contents = Safetensors.read(file);

        assertThat(contents.metadata()).containsExactly(Map.entry("who", "me"));
        assertThat(contents.weights().tensors())
                .containsEntry("a", new FloatTensor(Shape.of(1, 1), new float[] {5}))
                .containsEntry("b", new FloatTensor(Shape.of(2), new float[] {-1.5f, 0.25f}));
    }

    @Test
    void write_thenRead_isTheSame() throws IOException {
        Weights weights = new Weights(Map.of(
                "x.weight", new FloatTensor(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, 6.125f}),
                "scalar", new FloatTensor(Shape.of(), new float[] {-0.5f})));

        assertThat(Safetensors.read(written(weights, Precision.F32)).weights()).isEqualTo(weights);
        assertThat(Safetensors.read(written(weights, Precision.F16)).weights()).isEqualTo(weights);
    }

    private Path written(Weights weights, Precision precision) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, new Safetensors.Contents(weights, Map.of("k", "v")), precision);
        return Files.write(folder.resolve(precision + ".safetensors"), out.toByteArray());
    }

    /** Values from IEEE 754-2008, binary16. */
    @ParameterizedTest
    @CsvSource({
        "0, 0000",
        "1, 3c00",
        "-2, c000",
        "65504, 7bff",
        "6.103515625e-5, 0400",
        "5.9604644775390625e-8, 0001",
        "0.333251953125, 3555",
        "6.097555160522461e-5, 03ff",
        "-0.0, 8000"
    })
    void halfFloat_isIeee754(float value, String bits) {
        short half = (short) Integer.parseInt(bits, 16);

        assertThat(HalfFloat.fromFloat(value)).isEqualTo(half);
        assertThat(HalfFloat.toFloat(half)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"1.00048828125, 1", "1.00146484375, 1.001953125", "0.1, 0.0999755859375", "65519, 65504"})
    void halfFloat_roundsToNearestTiesToEven(float value, float expected) {
        assertThat(HalfFloat.toFloat(HalfFloat.fromFloat(value))).isEqualTo(expected);
    }

    @Test
    void write_refusesWhatF16CannotHold() {
        Weights weights = new Weights(Map.of("big", new FloatTensor(Shape.of(1), new float[] {70000})));

        assertThatThrownBy(() -> written(weights, Precision.F16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("big");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\":1}",
                "{",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{}}",
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
                "{}"
            })
    void read_refusesAMalformedHeader_withASentence(String header) throws IOException {
        Path file = file(header, 1f);

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(MalformedWeightsException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void read_refusesAHeaderLengthBeyondTheFile() throws IOException {
        byte[] bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.MAX_VALUE)
                .array();
        Path file = Files.write(folder.resolve("w.safetensors"), bytes);

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(MalformedWeightsException.class)
                .hasMessageContaining("9223372036854775807");
    }

    @Test
    void read_refusesATruncatedFile() throws IOException {
        Path file = file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 1f);

        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(MalformedWeightsException.class);
    }

    @Test
    void read_refusesAnEmptyFile() throws IOException {
        Path file = Files.write(folder.resolve("w.safetensors"), new byte[0]);

        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(MalformedWeightsException.class);
    }
}
