package org.medspike.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medspike.network.AttentionKind;
import org.medspike.network.FreshWeights;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Safetensors.Precision;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

class BundleTest {

    static final NetworkConfig SMALL =
            NetworkConfig.DEFAULT.withChannels(List.of(4, 4, 8, 8)).withTimeSteps(2);

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path model;

    /** A card for a small network. */
    static ModelCard card(String id, boolean twin) {
        return new ModelCard(
                ModelCard.FORMAT_VERSION,
                id,
                "Small",
                "endoscopy",
                "polyp",
                "For tests.",
                "Tests.",
                "Knows nothing.",
                "Apache-2.0",
                "2026-01-01",
                SMALL,
                twin,
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 64, 48),
                0.4f,
                1,
                2,
                List.of(new Metric("mIoU", 0.5, "mean of per-image values", 3, "none")),
                new Provenance("test", "none", 1, 1, Map.of("seed", "1"), List.of("made")),
                new WeightsFile("", 0, ""));
    }

    @BeforeEach
    void writeAModel() throws IOException {
        model = folder.resolve("small");
        BundleWriter.write(
                model,
                card("small", true),
                FreshWeights.of(SMALL, 1),
                FreshWeights.of(SMALL.twin(), 2),
                Precision.F32,
                Map.of());
    }

    @Test
    void read_givesWhatWasWritten() throws IOException {
        ModelBundle bundle = BundleReader.read(model);

        assertThat(bundle.spiking()).isEqualTo(FreshWeights.of(SMALL, 1));
        assertThat(bundle.twin()).isEqualTo(FreshWeights.of(SMALL.twin(), 2));
        assertThat(bundle.card())
                .usingRecursiveComparison()
                .ignoringFields("weights")
                .isEqualTo(card("small", true));
        assertThat(bundle.sha256()).hasSize(64);
    }

    @ParameterizedTest
    @EnumSource(AttentionKind.class)
    void networkWithAnyAttention_isReadAsItWasWritten(AttentionKind kind) throws IOException {
        changeCard(tree -> ((ObjectNode) tree.get("network")).put("attention", kind.name()));

        byte[] json = Files.readAllBytes(model.resolve("model.json"));

        assertThat(CardJson.read(json).network()).isEqualTo(SMALL.withAttention(kind));
        assertThat(CardJson.read(CardJson.write(CardJson.read(json)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(CardJson.read(json));
    }

    @Test
    void write_leavesNothingBesideTheBundle() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(model);
        }
    }

    @Test
    void write_keepsTheOldBundle_whenTheNewOneIsWrong() throws IOException {
        Weights wrong = new Weights(Map.of("x", new FloatTensor(Shape.of(1), new float[] {1})));

        assertThatThrownBy(() ->
                        BundleWriter.write(model, card("small", false), wrong, Weights.EMPTY, Precision.F32, Map.of()))
                .isInstanceOf(BundleException.class);

        assertThat(BundleReader.read(model).card().twin()).isTrue();
        write_leavesNothingBesideTheBundle();
    }

    private void refuses(String fault) {
        assertThatThrownBy(() -> BundleReader.read(model))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(model.toString())
                .hasMessageContaining(fault)
                .message()
                .endsWith(".");
    }

    private void changeCard(Consumer<ObjectNode> change) throws IOException {
        Path file = model.resolve("model.json");
        ObjectNode tree = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(tree);
        Files.write(file, JSON.writeValueAsBytes(tree));
    }

    @Test
    void read_refusesAMissingFolder() {
        model = folder.resolve("nowhere");
        refuses("no such folder");
    }

    @Test
    void read_refusesAFolderWithoutWeights() throws IOException {
        Files.delete(model.resolve("weights.safetensors"));
        refuses("no weights.safetensors");
    }

    @Test
    void read_refusesAFolderWithoutCard() throws IOException {
        Files.delete(model.resolve("model.json"));
        refuses("no model.json");
    }

    @Test
    void read_refusesADamagedByte() throws IOException {
        Path weights = model.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 7] ^= 1;
        Files.write(weights, bytes);
        refuses("SHA-256");
    }

    @Test
    void read_refusesATruncatedFile() throws IOException {
        Path weights = model.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refuses("incomplete");
    }

    @Test
    void read_aCardOfVersion1_knowsNeitherMirrorImagesNorIntervals() throws IOException {
        changeCard(card -> {
            card.put("formatVersion", 1);
            ((ObjectNode) card.get("preprocessing")).remove("flips");
            ((ObjectNode) card.get("preprocessing")).remove("window");
            card.get("metrics").forEach(metric -> ((ObjectNode) metric).remove("interval"));
        });

        ModelCard card = BundleReader.read(model).card();

        assertThat(card.preprocessing().flips()).isFalse();
        assertThat(card.metrics().get(0).interval()).isEmpty();
    }

    @Test
    void replaceCard_keepsTheWeights() throws IOException {
        ModelBundle before = BundleReader.read(model);
        ModelCard other =
                before.card().withUse(before.card().preprocessing().withFlips(true), 0.4f, java.util.List.of());

        BundleWriter.replaceCard(model, other);

        ModelBundle after = BundleReader.read(model);
        assertThat(after.card().threshold()).isEqualTo(0.4f);
        assertThat(after.card().preprocessing().flips()).isTrue();
        assertThat(after.sha256()).isEqualTo(before.sha256());
    }

    @Test
    void read_refusesANewerFormat() throws IOException {
        changeCard(card -> card.put("formatVersion", 99));
        refuses("newer program");
    }

    @Test
    void read_refusesAPathInPlaceOfTheWeights() throws IOException {
        changeCard(card -> ((ObjectNode) card.get("weights")).put("file", "../../secret"));
        refuses("../../secret");
    }

    @Test
    void read_refusesALinkInPlaceOfTheWeights() throws IOException {
        Path weights = model.resolve("weights.safetensors");
        Path elsewhere = Files.move(weights, folder.resolve("elsewhere"));
        Files.createSymbolicLink(weights, elsewhere);
        refuses("no weights.safetensors");
    }

    @Test
    void read_refusesAnIdThatIsAPath() throws IOException {
        changeCard(card -> card.put("id", "../evil"));
        refuses("../evil");
    }

    @Test
    void read_refusesANetworkThatTheWeightsDoNotFit() throws IOException {
        changeCard(card -> {
            ObjectNode network = (ObjectNode) card.get("network");
            network.putArray("channels").add(8).add(8).add(8).add(8);
        });
        refuses("do not fit the spiking network");
    }

    @Test
    void read_refusesAGiganticNetwork_beforeBuildingIt() throws IOException {
        changeCard(card -> {
            ObjectNode network = (ObjectNode) card.get("network");
            network.putArray("channels").add(2000000000).add(8).add(8).add(8);
        });
        refuses("2000000000");
    }

    @Test
    void read_refusesWeightsThatNoNetworkAsksFor() throws IOException {
        changeCard(card -> card.put("twin", false));
        refuses("which the network does not have");
    }

    @Test
    void read_refusesAMissingField() throws IOException {
        changeCard(card -> card.remove("threshold"));
        refuses("threshold");
    }

    @Test
    void read_refusesTextInPlaceOfANumber() throws IOException {
        changeCard(card -> card.put("threshold", "much"));
        refuses("threshold");
    }

    @Test
    void read_refusesWhatIsNotJson() throws IOException {
        Files.writeString(model.resolve("model.json"), "{ this is not");
        refuses("not valid JSON");
    }

    @Test
    void read_refusesDeeplyNestedJson() throws IOException {
        Files.writeString(model.resolve("model.json"), "[".repeat(100_000));
        refuses("not valid JSON");
    }

    @Test
    void write_refusesNumbersThatAreNone() {
        Weights weights = FreshWeights.of(SMALL, 1);
        String name = weights.names().iterator().next();
        FloatTensor tensor = weights.tensors().get(name);
        float[] broken = tensor.values().clone();
        broken[0] = Float.NaN;
        Weights withNaN = weights.plus(new Weights(Map.of(name, new FloatTensor(tensor.shape(), broken))));

        assertThatThrownBy(() -> BundleWriter.write(
                        folder.resolve("nan"), card("nan", false), withNaN, Weights.EMPTY, Precision.F32, Map.of()))
                .hasMessageContaining("no number");
        assertThat(folder.resolve("nan")).doesNotExist();
    }
}
