package org.medspike.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors file format: a JSON header that names tensors and their byte ranges, then the bytes.
 *
 * <pre>
 * u64 little-endian   length n of the header
 * n bytes             {"name": {"dtype": "F32", "shape": [..], "data_offsets": [begin, end]}, ..,
 *                      "__metadata__": {"key": "value", ..}}
 * rest                the data; ranges follow each other without gap or overlap
 * </pre>
 *
 * <p>Reads F32 and F16, writes either. Nothing in a file is trusted: every length is checked against the file before
 * anything is allocated.
 */
public final class Safetensors {

    private static final int LENGTH_BYTES = 8;
    private static final int MOST_HEADER_BYTES = 8 << 20;
    private static final long MOST_DATA_BYTES = 1L << 30;
    private static final int MOST_RANK = 8;
    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Safetensors() {}

    /** How numbers are stored. */
    public enum Precision {
        /** 32 bits, exact. */
        F32(4),
        /** 16 bits, rounded to nearest; values beyond ±65504 are refused. */
        F16(2);

        private final int bytes;

        Precision(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * What a file holds.
     *
     * @param weights the tensors
     * @param metadata free text by key
     */
    public record Contents(Weights weights, Map<String, String> metadata) {}

    private record Entry(String name, Precision precision, Shape shape, long begin, long end) {}

    /**
     * Reads a whole file.
     *
     * @throws MalformedWeightsException if the file is not what the format asks for; the message names the fault
     * @throws IOException if it cannot be read
     */
    public static Contents read(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long fileLength = channel.size();
            if (fileLength < LENGTH_BYTES) {
                throw new MalformedWeightsException("it has only " + fileLength + " bytes");
            }
            long headerLength = readExactly(channel, LENGTH_BYTES).getLong();
            if (headerLength < 2 || headerLength > MOST_HEADER_BYTES || headerLength > fileLength - LENGTH_BYTES) {
                throw new MalformedWeightsException("its header claims a length of "
                        + Long.toUnsignedString(headerLength) + " bytes in a file of " + fileLength);
            }
            JsonNode header = parse(readExactly(channel, (int) headerLength));
            long dataLength = fileLength - LENGTH_BYTES - headerLength;
            List<Entry> entries = entries(header, dataLength);
            Map<String, FloatTensor> tensors = new LinkedHashMap<>();
            for (Entry entry : entries) {
                ByteBuffer bytes = readExactly(channel, (int) (entry.end() - entry.begin()));
                tensors.put(entry.name(), decode(entry, bytes));
            }
            return new Contents(new Weights(tensors), metadata(header));
        }
    }

    private static ByteBuffer readExactly(SeekableByteChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new MalformedWeightsException("it ends too early");
            }
        }
        return buffer.flip();
    }

    private static JsonNode parse(ByteBuffer header) throws MalformedWeightsException {
        try {
            JsonNode node = JSON.readTree(header.array());
            if (node instanceof ObjectNode) {
                return node;
            }
            throw new MalformedWeightsException("its header is no JSON object");
        } catch (JsonProcessingException e) {
            throw new MalformedWeightsException("its header is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedWeightsException("its header is not valid JSON: " + e.getMessage());
        }
    }

    private static List<Entry> entries(JsonNode header, long dataLength) throws MalformedWeightsException {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : header.properties()) {
            if (!property.getKey().equals(METADATA)) {
                entries.add(entry(property.getKey(), property.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long expected = 0;
        for (Entry entry : entries) {
            if (entry.begin() != expected) {
                throw new MalformedWeightsException("the bytes of '" + entry.name() + "' begin at " + entry.begin()
                        + " where " + expected + " was expected");
            }
            expected = entry.end();
        }
        if (expected != dataLength) {
            throw new MalformedWeightsException(
                    "its header describes " + expected + " bytes of data, the file has " + dataLength);
        }
        return entries;
    }

    private static Entry entry(String name, JsonNode node) throws MalformedWeightsException {
        Precision precision;
        switch (node.path("dtype").asText()) {
            case "F32" -> precision = Precision.F32;
            case "F16" -> precision = Precision.F16;
            default ->
                throw new MalformedWeightsException(
                        "'" + name + "' is of type " + node.path("dtype") + "; F32 and F16 are read");
        }
        JsonNode dimensions = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        boolean formed =
                dimensions.isArray() && dimensions.size() <= MOST_RANK && offsets.isArray() && offsets.size() == 2;
        if (!formed || !offsets.get(0).canConvertToLong() || !offsets.get(1).canConvertToLong()) {
            throw new MalformedWeightsException("'" + name + "' has no proper shape and data_offsets");
        }
        long count = 1;
        int[] extents = new int[dimensions.size()];
        for (int i = 0; i < extents.length; i++) {
            JsonNode extent = dimensions.get(i);
            if (!extent.isIntegralNumber() || !extent.canConvertToInt() || extent.asInt() < 0) {
                throw new MalformedWeightsException("'" + name + "' has an impossible shape " + dimensions);
            }
            extents[i] = extent.asInt();
            count *= extents[i];
            if (count * precision.bytes > MOST_DATA_BYTES) {
                throw new MalformedWeightsException("'" + name + "' claims an impossible size " + dimensions);
            }
        }
        long begin = offsets.get(0).asLong();
        long end = offsets.get(1).asLong();
        if (begin < 0 || end < begin || end - begin != count * precision.bytes) {
            throw new MalformedWeightsException(
                    "'" + name + "' of shape " + dimensions + " does not fit into its bytes " + begin + " to " + end);
        }
        return new Entry(name, precision, Shape.of(extents), begin, end);
    }

    private static FloatTensor decode(Entry entry, ByteBuffer bytes) {
        float[] values = new float[(int) entry.shape().elementCount()];
        if (entry.precision() == Precision.F32) {
            bytes.asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = HalfFloat.toFloat(bytes.getShort());
            }
        }
        return new FloatTensor(entry.shape(), values);
    }

    private static Map<String, String> metadata(JsonNode header) {
        Map<String, String> metadata = new TreeMap<>();
        header.path(METADATA)
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return metadata;
    }

    /**
     * Writes a file; the caller sees to it that a half-written one is never taken for whole.
     *
     * @throws IllegalArgumentException if a value cannot be stored in the precision asked for
     */
    public static void write(OutputStream out, Contents contents, Precision precision) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        if (!contents.metadata().isEmpty()) {
            ObjectNode metadata = header.putObject(METADATA);
            contents.metadata().forEach(metadata::put);
        }
        long offset = 0;
        for (Map.Entry<String, FloatTensor> tensor :
                contents.weights().tensors().entrySet()) {
            ObjectNode entry = header.putObject(tensor.getKey());
            entry.put("dtype", precision.name());
            tensor.getValue().shape().dimensions().forEach(entry.withArray("shape")::add);
            long end = offset + (long) tensor.getValue().values().length * precision.bytes;
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padding = (LENGTH_BYTES - json.length % LENGTH_BYTES) % LENGTH_BYTES;
        out.write(ByteBuffer.allocate(LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length + padding)
                .array());
        out.write(json);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (Map.Entry<String, FloatTensor> tensor :
                contents.weights().tensors().entrySet()) {
            out.write(encode(tensor.getKey(), tensor.getValue().values(), precision));
        }
    }

    /** The weights as they would be read back after being written in a precision. */
    public static Weights rounded(Weights weights, Precision precision) {
        if (precision == Precision.F32) {
            return weights;
        }
        Map<String, FloatTensor> rounded = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = HalfFloat.toFloat(HalfFloat.fromFloat(values[i]));
            }
            rounded.put(name, new FloatTensor(tensor.shape(), values));
        });
        return new Weights(rounded);
    }

    private static byte[] encode(String name, float[] values, Precision precision) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * precision.bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (precision == Precision.F32) {
            bytes.asFloatBuffer().put(values);
        } else {
            for (float value : values) {
                if (Math.abs(value) > HalfFloat.MAX_VALUE) {
                    throw new IllegalArgumentException("'" + name + "' holds " + value + ", too large for F16");
                }
                bytes.putShort(HalfFloat.fromFloat(value));
            }
        }
        return bytes.array();
    }
}
