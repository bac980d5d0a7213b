package org.medspike.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Collectors;

/** {@code model.json} as text and back. */
public final class CardJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private CardJson() {}

    /** The card as indented JSON. */
    public static String write(ModelCard card) {
        try {
            return MAPPER.writeValueAsString(card) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card could not be written", e);
        }
    }

    /**
     * Reads a card.
     *
     * @throws BundleException naming the fault, as the end of a sentence that begins with the file
     */
    static ModelCard read(byte[] json) throws BundleException {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree == null || !tree.isObject()) {
                throw new BundleException("it is no JSON object");
            }
            JsonNode version = tree.path("formatVersion");
            if (!version.isInt() || version.asInt() < 1) {
                throw new BundleException("it has no valid 'formatVersion'");
            }
            if (version.asInt() > ModelCard.FORMAT_VERSION) {
                throw new BundleException("its format version is " + version.asInt() + ", this program knows version "
                        + ModelCard.FORMAT_VERSION + "; a newer program is needed");
            }
            if (version.asInt() == 1) {
                completeVersion1((ObjectNode) tree);
            }
            return MAPPER.treeToValue(tree, ModelCard.class);
        } catch (JsonMappingException e) {
            throw new BundleException("its field '" + path(e) + "' is not usable: " + firstLine(e), e);
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    "it is not valid JSON (line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + "): " + firstLine(e),
                    e);
        } catch (BundleException e) {
            throw e;
        } catch (IOException e) {
            throw new BundleException("it cannot be read: " + e.getMessage(), e);
        }
    }

    /** Version 1 knew no mirror images at work, no window and no intervals. */
    private static void completeVersion1(ObjectNode card) {
        card.put("formatVersion", ModelCard.FORMAT_VERSION);
        if (card.path("preprocessing") instanceof ObjectNode preprocessing) {
            preprocessing.put("flips", false);
            preprocessing.putArray("window");
        }
        for (JsonNode metric : card.path("metrics")) {
            if (metric instanceof ObjectNode object) {
                object.putArray("interval");
            }
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(JsonProcessingException e) {
        Throwable told = e.getCause() instanceof IllegalArgumentException refused ? refused : e;
        String message = told == e ? e.getOriginalMessage() : told.getMessage();
        return message == null ? "unknown fault" : message.lines().findFirst().orElse("");
    }
}
