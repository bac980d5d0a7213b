package org.medspike.app.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.medspike.storage.AtomicFile;

/**
 * Keeps the preferences in memory and in a file.
 *
 * <p>Used on the FX thread, which never waits: the file is written by a thread of its own, the newest state only. Closing
 * waits for the last writing.
 */
public final class PreferenceStore implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PreferenceStore.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final int SECONDS_TO_WRITE = 5;

    private final Path file;
    private final AtomicReference<@Nullable Preferences> unwritten = new AtomicReference<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "preferences");
        thread.setDaemon(true);
        return thread;
    });
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

    /** Changes them, and soon the file; where that cannot be written they hold until the program ends. */
    public void change(UnaryOperator<Preferences> change) {
        Preferences changed = change.apply(current);
        if (changed.equals(current)) {
            return;
        }
        current = changed;
        if (unwritten.getAndSet(changed) == null) {
            writer.execute(this::write);
        }
    }

    private void write() {
        Preferences newest = unwritten.getAndSet(null);
        try {
            AtomicFile.writeText(file, JSON.writeValueAsString(newest));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the preferences could not be written");
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(SECONDS_TO_WRITE, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the preferences were not written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
