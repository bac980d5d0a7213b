package org.medspike.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferenceStoreTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("preferences.json");
    }

    @Test
    void firstStart_hasTheFirstPreferences_andWritesNothing() {
        try (PreferenceStore store = new PreferenceStore(file())) {
            assertThat(store.get()).isEqualTo(Preferences.FIRST);
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void changed_preferencesAreThereAtTheNextStart() {
        try (PreferenceStore store = new PreferenceStore(file())) {
            store.change(p -> p.withDark(true));
            store.change(p -> p.withMask(0xff8800, 0.7));
            store.change(p -> p.withRecent("/a/b.png"));
        }
        try (PreferenceStore next = new PreferenceStore(file())) {
            assertThat(next.get().dark()).isTrue();
            assertThat(next.get().maskColour()).isEqualTo(0xff8800);
            assertThat(next.get().recentFiles()).containsExactly("/a/b.png");
        }
    }

    @Test
    void damagedFile_isPutAside_andTheProgramStartsAsNew() throws IOException {
        Files.writeString(file(), "{ half of it");

        try (PreferenceStore store = new PreferenceStore(file())) {
            assertThat(store.get()).isEqualTo(Preferences.FIRST);
        }
        assertThat(folder.resolve("preferences.json.damaged")).hasContent("{ half of it");
    }

    @Test
    void recentFiles_areTenAtMost_newestFirst_eachOnce() {
        Preferences preferences = Preferences.FIRST;
        for (int i = 1; i <= 12; i++) {
            preferences = preferences.withRecent("/" + i);
        }
        preferences = preferences.withRecent("/5");

        assertThat(preferences.recentFiles())
                .hasSize(10)
                .startsWith("/5", "/12", "/11")
                .doesNotHaveDuplicates();
        assertThat(preferences.withoutRecent("/5").recentFiles()).startsWith("/12");
    }

    @Test
    void nonsense_isPutRight() {
        assertThat(new Preferences(false, 0, Double.NaN, java.util.List.of(), java.util.Map.of()).maskOpacity())
                .isBetween(0.0, 1.0);
        assertThat(new Preferences(false, 0, 7, java.util.List.of(), java.util.Map.of()).maskOpacity())
                .isEqualTo(1);
    }
}
