package org.medspike.app.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.medspike.storage.AtomicFile;

/**
 * Keeps the preferences in a file and in memory. Used on the FX thread; the file is a few lines long.
 */
public final class PreferenceStore {

    private static final Logger LOG = Logger.getLogger(PreferenceStore.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private Preferences current;

    /** Reads the file; where there is none, or it is damaged, everything is as at the first start. */
    public PreferenceStore(Path file) {
        this.file = file;
        this.current = read(file);
    }

    private static Preferences read(Path file) {
        if (!Files.exists(file)) {
            return Preferences.FIRST;
        }
        try {
            return JSON.readValue(file.toFile(), Preferences.class);
        } catch (JsonProcessingException e) {
            LOG.log(Level.WARNING, "the preferences are damaged; they are put aside and the first ones used");
            putAside(file);
            return Preferences.FIRST;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the preferences cannot be read; the first ones are used");
            return Preferences.FIRST;
        }
    }

    private static void putAside(Path file) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the damaged preferences could not be put aside");
        }
    }

    /** The preferences as they are. */
    public Preferences get() {
        return current;
    }

    /** Changes them, and the file; where that cannot be written they hold until the program ends. */
    public void change(UnaryOperator<Preferences> change) {
        Preferences changed = change.apply(current);
        if (changed.equals(current)) {
            return;
        }
        current = changed;
        try {
            AtomicFile.writeText(file, JSON.writeValueAsString(changed));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the preferences could not be written");
        }
    }
}
