package org.medspike.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.network.FreshWeights;
import org.medspike.tensor.Safetensors.Precision;
import org.medspike.tensor.Weights;

class ModelLibraryTest {

    @TempDir
    Path folder;

    private ModelLibrary library;

    @BeforeEach
    void makeALibrary() {
        library = new ModelLibrary(folder.resolve("program"), folder.resolve("own"));
    }

    private static void write(Path root, String id) throws IOException {
        BundleWriter.write(
                root.resolve(id),
                BundleTest.card(id, false),
                FreshWeights.of(BundleTest.SMALL, 1),
                Weights.EMPTY,
                Precision.F16,
                java.util.Map.of());
    }

    @Test
    void list_isEmpty_withoutFolders() throws IOException {
        assertThat(library.list()).isEmpty();
    }

    @Test
    void list_showsBothKinds_andAUsersModelHidesABuiltInOne() throws IOException {
        write(library.builtIn(), "a");
        write(library.builtIn(), "b");
        write(library.own(), "b");

        assertThat(library.list())
                .extracting(ModelLibrary.Entry::id, ModelLibrary.Entry::builtIn)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", true),
                        org.assertj.core.groups.Tuple.tuple("b", false));
    }

    @Test
    void list_showsADamagedModelWithItsFault() throws IOException {
        Files.createDirectories(library.own().resolve("broken"));

        assertThat(library.list()).singleElement().satisfies(entry -> {
            assertThat(entry.card()).isEmpty();
            assertThat(entry.fault().orElseThrow()).contains("no model.json");
        });
    }

    @Test
    void load_ofAnUnknownModel_namesThoseAtHand() throws IOException {
        write(library.builtIn(), "endoscopy");

        assertThatThrownBy(() -> library.load("x"))
                .isInstanceOf(BundleException.class)
                .hasMessage("There is no model 'x'. Models at hand: endoscopy.");
    }

    @Test
    void importFrom_copiesACheckedBundle() throws IOException {
        write(folder, "mine");

        library.importFrom(folder.resolve("mine"));

        assertThat(library.load("mine").card().id()).isEqualTo("mine");
    }

    @Test
    void importFrom_keepsAModelThatIsThere() throws IOException {
        write(folder, "mine");
        library.importFrom(folder.resolve("mine"));

        assertThatThrownBy(() -> library.importFrom(folder.resolve("mine")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("already");
    }

    @Test
    void importFrom_ofADamagedBundle_leavesNothing() throws IOException {
        write(folder, "mine");
        Files.write(folder.resolve("mine/weights.safetensors"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> library.importFrom(folder.resolve("mine"))).isInstanceOf(BundleException.class);

        assertThat(library.list()).isEmpty();
    }
}
