package org.medspike.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.ImageFiles;
import org.medspike.phantom.PhantomFolder;
import org.medspike.task.TaskContext;

class SplitRuleTest {

    @TempDir
    Path folder;

    private Inspection phantoms(int count) throws IOException {
        PhantomFolder.write(folder, count, 48, 5);
        return inspect();
    }

    private Inspection inspect() throws IOException {
        return Inspection.of(DataFolder.open(folder), new ImageFiles(), image -> {}, TaskContext.UNWATCHED);
    }

    private void copy(String stem, String to) throws IOException {
        for (String part : List.of("images", "masks")) {
            Path target = folder.resolve(part).resolve(to + ".png");
            Files.createDirectories(target.getParent());
            Files.copy(folder.resolve(part).resolve(stem + ".png"), target);
        }
    }

    private static Set<String> stems(List<Case> cases) {
        Set<String> stems = new HashSet<>();
        cases.forEach(one -> stems.add(one.stem()));
        return stems;
    }

    private static SplitRule apart(long seed, double share, Grouping grouping) {
        return new SplitRule(seed, share, 1, 1, grouping, false);
    }

    @Test
    void divide_holdsOutTheShare_andDependsOnTheSeedAlone() throws IOException {
        Inspection data = phantoms(20);

        Split split = apart(41, 0.25, Grouping.AUTO).divide(data);

        assertThat(split.validation()).hasSize(5);
        assertThat(split.training()).hasSize(15).doesNotContainAnyElementsOf(split.validation());
        assertThat(apart(41, 0.25, Grouping.AUTO).divide(data)).isEqualTo(split);
        assertThat(stems(apart(42, 0.25, Grouping.AUTO).divide(data).validation()))
                .isNotEqualTo(stems(split.validation()));
    }

    @Test
    void nearDuplicates_stayOnOneSide_whateverTheSeed() throws IOException {
        phantoms(8);
        copy("phantom_0003", "again/other_name");
        Inspection data = inspect();

        for (long seed = 0; seed < 20; seed++) {
            Set<String> held = stems(SplitRule.share(seed, 0.3).divide(data).validation());
            assertThat(held.contains("phantom_0003")).isEqualTo(held.contains("again/other_name"));
        }
    }

    @Test
    void differentPhantoms_areNoNearDuplicates() throws IOException {
        Inspection data = phantoms(12);

        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(data.found()
                                .get(i)
                                .thumbnail()
                                .nearlyEquals(data.found().get(j).thumbnail()))
                        .isFalse();
            }
        }
    }

    @Test
    void expression_keepsPatientsTogether() throws IOException {
        phantoms(6);
        for (int i = 1; i <= 6; i++) {
            copy("phantom_000" + i, "p" + (i % 3) + "_" + i);
        }
        for (String part : List.of("images", "masks")) {
            for (int i = 1; i <= 6; i++) {
                Files.delete(folder.resolve(part).resolve("phantom_000" + i + ".png"));
            }
        }

        Split split = apart(41, 0.3, Grouping.parse("^(p\\d)_")).divide(inspect());

        Set<String> held = new HashSet<>();
        split.validation().forEach(one -> held.add(one.stem().substring(0, 2)));
        assertThat(held).hasSize(1);
        assertThat(split.training()).noneMatch(one -> held.contains(one.stem().substring(0, 2)));
    }

    @Test
    void expressionThatFindsNothing_isToldWithTheName() throws IOException {
        Inspection data = phantoms(3);

        assertThatThrownBy(() -> apart(41, 0.3, Grouping.parse("^patient")).divide(data))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContainingAll("^patient", "phantom_0001");
    }

    @Test
    void folders_stayTogether() throws IOException {
        phantoms(4);
        for (int i = 1; i <= 4; i++) {
            copy("phantom_000" + i, "one/a" + i);
        }
        Split split = apart(3, 0.4, Grouping.FOLDER).divide(inspect());

        assertThat(split.validation().stream().filter(one -> one.stem().startsWith("one/")))
                .satisfiesAnyOf(held -> assertThat(held).isEmpty(), held -> assertThat(held)
                        .hasSize(4));
    }

    @Test
    void folds_coverEverythingExactlyOnce_inEqualParts() throws IOException {
        Inspection data = phantoms(10);
        List<String> held = new ArrayList<>();

        for (int fold = 1; fold <= 4; fold++) {
            List<Case> part = new SplitRule(41, 0.15, 4, fold, Grouping.AUTO, true)
                    .divide(data)
                    .validation();
            assertThat(part.size()).isBetween(2, 3);
            part.forEach(one -> held.add(one.stem()));
        }

        assertThat(held).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void fewerGroupsThanFolds_isRefused() throws IOException {
        Inspection data = phantoms(3);

        assertThatThrownBy(() -> new SplitRule(41, 0.15, 4, 1, Grouping.AUTO, true).divide(data))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContainingAll("3 independent groups", "at least 4");
    }

    @Test
    void singlePair_isTooFew() throws IOException {
        Inspection data = phantoms(1);

        assertThatThrownBy(() -> SplitRule.share(41, 0.15).divide(data))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("at least 2");
    }

    @Test
    void splitFile_bringsTheSameSplitBack_andNamesWhatIsMissing() throws IOException {
        Split split = SplitRule.share(41, 0.3).divide(phantoms(6));

        SplitFile file = SplitFile.parse(split.toFile().toJson(), "test");

        Split again = file.of(DataFolder.open(folder));
        assertThat(again.validation()).isEqualTo(split.validation());
        assertThat(again.training()).isEqualTo(split.training());
        Files.delete(folder.resolve("images/phantom_0002.png"));
        Files.delete(folder.resolve("masks/phantom_0002.png"));
        assertThatThrownBy(() -> file.of(DataFolder.open(folder)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("phantom_0002");
    }

    @Test
    void nameOnBothSides_isRefused() {
        String json =
                """
                {"formatVersion": 1, "seed": 1, "share": 0.5, "folds": 1, "fold": 1, "grouping": "auto",
                 "nearDuplicates": true, "training": ["a", "b"], "validation": ["b"]}
                """;

        assertThatThrownBy(() -> SplitFile.parse(json, "split.json"))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContainingAll("split.json", "twice");
    }

    @Test
    void splitFileThatIsNone_isRefusedWithASentence() {
        for (String json : List.of("", "[]", "{\"formatVersion\": 9}", "{}")) {
            assertThatThrownBy(() -> SplitFile.parse(json, "split.json"))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("split.json");
        }
    }
}
