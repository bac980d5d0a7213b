package org.medspike.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.medspike.mask.Measurements;
import org.medspike.storage.AtomicFile;

/**
 * The table of results of a batch, {@code results.csv}: one line a frame, as RFC 4180 wants it, in UTF-8, with numbers
 * that are the same in every country.
 *
 * <p>The file is written at once with the names of the columns alone, so that a folder that cannot be written to is
 * noticed before the work; then whole again, by {@link AtomicFile}, when a row comes at least a second after the last
 * writing (or twenty times as long as that took, whichever is more), and at the end. It is always a whole table, and a
 * batch that is killed has lost the rows of its last moment at most.
 *
 * <p>Texts that spreadsheet programs would run as formulas are made harmless ({@link CsvText#harmless}). Where a number is
 * unknown its field is empty.
 *
 * <p>Thread safe.
 */
public final class ResultsCsv implements Closeable {

    /** The columns, in order. */
    public static final List<String> COLUMNS = List.of(
            "file",
            "frame",
            "model",
            "model_sha256",
            "threshold",
            "components",
            "area",
            "area_unit",
            "longest_diameter",
            "diameter_unit",
            "mean_probability",
            "seconds",
            "status",
            "message");

    private static final long LEAST_PAUSE_NANOS = 1_000_000_000L;
    private static final int PAUSE_PER_WRITING = 20;
    private static final int DIGITS = 10;
    private static final int PROBABILITY_DIGITS = 6;
    private static final int SECONDS_DIGITS = 4;

    private final Path file;
    private final LongSupplier nanoClock;
    private final StringBuilder text = new StringBuilder();
    private long writtenAt;
    private long pause;
    private boolean unwritten;

    private ResultsCsv(Path file, LongSupplier nanoClock) {
        this.file = file;
        this.nanoClock = nanoClock;
        text.append(CsvText.row(COLUMNS));
    }

    /**
     * Begins a table and writes or replaces its file.
     *
     * @throws IOException if it could not be written
     */
    public static ResultsCsv create(Path file) throws IOException {
        return create(file, System::nanoTime);
    }

    static ResultsCsv create(Path file, LongSupplier nanoClock) throws IOException {
        ResultsCsv table = new ResultsCsv(file, nanoClock);
        table.write();
        return table;
    }

    /**
     * Adds a row.
     *
     * @throws IOException if the file was due and could not be written; the row is kept for the next time
     */
    public synchronized void add(ResultRow row) throws IOException {
        List<String> fields = row instanceof ResultRow.Segmented segmented ? of(segmented) : of((ResultRow.Failed) row);
        text.append(CsvText.row(fields));
        unwritten = true;
        if (nanoClock.getAsLong() - writtenAt >= pause) {
            write();
        }
    }

    /**
     * Writes what is not yet in the file.
     *
     * @throws IOException if it could not be written
     */
    @Override
    public synchronized void close() throws IOException {
        if (unwritten) {
            write();
        }
    }

    private void write() throws IOException {
        long begin = nanoClock.getAsLong();
        AtomicFile.writeText(file, text.toString());
        writtenAt = nanoClock.getAsLong();
        pause = Math.max(LEAST_PAUSE_NANOS, (writtenAt - begin) * PAUSE_PER_WRITING);
        unwritten = false;
    }

    private static List<String> of(ResultRow.Segmented row) {
        Measurements measured = row.measured();
        return List.of(
                CsvText.harmless(row.file()),
                Integer.toString(row.frame()),
                CsvText.harmless(row.model()),
                row.modelSha256(),
                DecimalText.plain(row.threshold(), PROBABILITY_DIGITS),
                Integer.toString(measured.components()),
                DecimalText.plain(measured.area(), DIGITS),
                measured.areaUnit(),
                DecimalText.plain(measured.longestDiameter(), DIGITS),
                measured.diameterUnit(),
                DecimalText.plain(measured.meanProbability(), PROBABILITY_DIGITS),
                DecimalText.plain(row.seconds(), SECONDS_DIGITS),
                "ok",
                CsvText.harmless(row.message()));
    }

    private static List<String> of(ResultRow.Failed row) {
        return List.of(
                CsvText.harmless(row.file()),
                row.frame() > 0 ? Integer.toString(row.frame()) : "",
                CsvText.harmless(row.model()),
                row.modelSha256(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "failed",
                CsvText.harmless(row.message()));
    }
}
