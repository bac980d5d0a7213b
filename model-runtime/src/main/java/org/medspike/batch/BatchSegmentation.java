package org.medspike.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.medspike.export.MaskPng;
import org.medspike.export.ProbabilityPng;
import org.medspike.export.ResultRow;
import org.medspike.export.ResultsCsv;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.inference.Segmentation;
import org.medspike.inference.Segmenter;
import org.medspike.mask.Mask;
import org.medspike.mask.Measurements;
import org.medspike.storage.WriteFailure;
import org.medspike.task.TaskContext;

/**
 * Segments all frames of many files into a folder: a mask each, and one table of results.
 *
 * <p>An input that fails is a row with its reason; the others are still done. Used by one thread.
 */
public final class BatchSegmentation {

    /** Name of the table of results in the output folder. */
    public static final String RESULTS = "results.csv";

    private final Segmenter segmenter;
    private final Path out;
    private final boolean probabilities;
    private final ImageFiles files = new ImageFiles();
    private final Set<Path> written = new HashSet<>();

    /**
     * A batch.
     *
     * @param segmenter the model; stays the caller's
     * @param out folder for the results; made if missing
     * @param probabilities whether to write the probability maps too
     */
    public BatchSegmentation(Segmenter segmenter, Path out, boolean probabilities) {
        this.segmenter = segmenter;
        this.out = out;
        this.probabilities = probabilities;
    }

    /**
     * How a batch ended.
     *
     * @param done frames that were segmented
     * @param failed inputs and frames that were not
     */
    public record Summary(int done, int failed) {}

    /**
     * Works through the inputs.
     *
     * @param onRow told of each frame and each failure, in order
     * @throws IOException if the table of results cannot be written
     */
    public Summary run(BatchInputs inputs, Consumer<ResultRow> onRow, TaskContext task) throws IOException {
        try (ResultsCsv table = ResultsCsv.create(out.resolve(RESULTS))) {
            Rows rows = new Rows(table, onRow);
            for (BatchInputs.Fault fault : inputs.faults()) {
                rows.add(failed(fault.path(), 0, fault.reason()));
            }
            for (int i = 0; i < inputs.files().size(); i++) {
                task.checkCancelled();
                BatchInput input = inputs.files().get(i);
                task.progress((double) i / inputs.files().size(), input.target());
                file(input, rows, task);
            }
            return new Summary(rows.done, rows.failed);
        }
    }

    private void file(BatchInput input, Rows rows, TaskContext task) throws IOException {
        try (ImageSource source = files.open(input.file())) {
            for (int frame = 1; frame <= source.info().frames(); frame++) {
                task.checkCancelled();
                rows.add(frame(input, source, frame));
            }
        } catch (ImageReadException e) {
            rows.add(failed(input.file(), 0, e.getMessage()));
        }
    }

    private ResultRow frame(BatchInput input, ImageSource source, int number) {
        long begun = System.nanoTime();
        try {
            Frame stored = source.read(number - 1);
            Frame upright = stored.upright();
            Segmentation result = segmenter.segment(upright);
            Mask mask = Mask.above(result.probability(), result.threshold());
            Measurements measured = Measurements.of(
                    mask, result.probability(), upright.spacing().orElse(null));
            double seconds = (System.nanoTime() - begun) / 1e9;
            String target =
                    number == 1 ? input.target() : String.format(Locale.ROOT, "%s_%04d", input.target(), number);
            MaskPng.write(fresh(target + "_mask.png"), StoredRaster.of(mask, stored));
            if (probabilities) {
                ProbabilityPng.write(fresh(target + "_prob.png"), StoredRaster.of(result.probability(), stored));
            }
            return new ResultRow.Segmented(
                    input.file().toString(),
                    number,
                    segmenter.bundle().card().id(),
                    segmenter.bundle().sha256(),
                    result.threshold(),
                    measured,
                    seconds,
                    "");
        } catch (ImageReadException e) {
            return failed(input.file(), number, e.getMessage());
        } catch (IOException e) {
            return failed(
                    input.file(), number, "its results could not be written to " + out + ": " + WriteFailure.reason(e));
        }
    }

    /** A file that no other input of this batch has written. */
    private Path fresh(String name) throws IOException {
        Path file = out.resolve(name);
        if (!written.add(file)) {
            throw new IOException("another input already wrote " + name);
        }
        return file;
    }

    private ResultRow failed(Path file, int frame, String reason) {
        return new ResultRow.Failed(
                file.toString(),
                frame,
                segmenter.bundle().card().id(),
                segmenter.bundle().sha256(),
                reason);
    }

    /** Counts rows, puts them into the table and passes them on. */
    private static final class Rows {

        private final ResultsCsv table;
        private final Consumer<ResultRow> onRow;
        private int done;
        private int failed;

        Rows(ResultsCsv table, Consumer<ResultRow> onRow) {
            this.table = table;
            this.onRow = onRow;
        }

        void add(ResultRow row) throws IOException {
            if (row instanceof ResultRow.Segmented) {
                done++;
            } else {
                failed++;
            }
            table.add(row);
            onRow.accept(row);
        }
    }
}
