package org.medspike.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.medspike.bundle.BundleException;
import org.medspike.bundle.ModelBundle;
import org.medspike.export.FrameResult;
import org.medspike.export.MaskPng;
import org.medspike.export.ProbabilityPng;
import org.medspike.export.ResultRow;
import org.medspike.export.ResultsCsv;
import org.medspike.export.coco.CocoFile;
import org.medspike.export.geojson.GeoJsonFile;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Plane;
import org.medspike.imaging.nifti.NiftiVolume;
import org.medspike.inference.Segmentation;
import org.medspike.mask.Mask;
import org.medspike.mask.Measurements;
import org.medspike.storage.WriteFailure;
import org.medspike.task.TaskContext;

/**
 * Segments all frames of many files into a folder: a mask each, and one table of results.
 *
 * <p>An input that fails is a row with its reason; the others are still done. Formats that hold a volume are written when the last
 * file of the volume is done; one that cannot be written is a row of its own, while what was measured stays. Used by one
 * thread.
 */
public final class BatchSegmentation {

    /** Name of the table of results in the output folder. */
    public static final String RESULTS = "results.csv";

    /** Name of the COCO file in the output folder. */
    public static final String COCO = "coco.json";

    private final BatchModels models;
    private final BatchOptions options;
    private final OutputFolder out;
    private final VolumeFiles volumes;
    private final CocoFile coco;
    private final ImageFiles files = new ImageFiles();

    /**
     * A batch.
     *
     * @param models stay the caller's
     */
    public BatchSegmentation(BatchModels models, BatchOptions options) {
        this.models = models;
        this.options = options;
        this.out = new OutputFolder(options.out());
        this.volumes = new VolumeFiles(options, out);
        this.coco = new CocoFile(options.program() + " " + options.version());
    }

    /**
     * How a batch ended.
     *
     * @param done frames that were segmented
     * @param failed inputs, frames and files of volumes that were not
     */
    public record Summary(int done, int failed) {}

    /**
     * Works through the inputs.
     *
     * @param onRow told of each frame and each failure, in order
     * @throws IOException if the table of results or the COCO file cannot be written
     */
    public Summary run(BatchInputs inputs, Consumer<ResultRow> onRow, TaskContext task) throws IOException {
        try (ResultsCsv table = ResultsCsv.create(out.fresh(RESULTS))) {
            Rows rows = new Rows(table, onRow);
            for (BatchInputs.Fault fault : inputs.faults()) {
                rows.add(failed(fault.path().toString(), 0, Optional.empty(), fault.reason()));
            }
            boolean whole = options.formats().stream().anyMatch(MaskFormat::isOfVolumes);
            VolumePlan plan = VolumePlan.of(whole ? inputs.files() : List.of(), options.deidentified());
            for (int i = 0; i < inputs.files().size(); i++) {
                task.checkCancelled();
                BatchInput input = inputs.files().get(i);
                task.progress((double) i / inputs.files().size(), input.target());
                if (whole) {
                    volumeFile(input, plan, rows, task);
                } else {
                    file(input, plan, new Volume(input.target()), rows, task);
                }
            }
            if (options.writes(MaskFormat.COCO)) {
                coco.write(out.fresh(COCO));
            }
            return new Summary(rows.done, rows.failed);
        }
    }

    /** Does a file, and writes its volume if it was the last of it. */
    private void volumeFile(BatchInput input, VolumePlan plan, Rows rows, TaskContext task) throws IOException {
        Volume volume = plan.volume(input);
        file(input, plan, volume, rows, task);
        if (volume.isDoneAfterFile() && !volume.slices().isEmpty()) {
            for (String failure : volumes.write(volume)) {
                rows.add(failed(shown(input, volume), 0, volume.model(), failure));
            }
        }
    }

    private void file(BatchInput input, VolumePlan plan, Volume volume, Rows rows, TaskContext task)
            throws IOException {
        try (ImageSource source = files.open(input.file())) {
            if (source instanceof NiftiVolume nifti) {
                volume.liesAs(nifti.grid());
            }
            for (int frame = 1; frame <= source.info().frames(); frame++) {
                task.checkCancelled();
                rows.add(frame(input, source, frame, plan, volume, task.quietly()));
            }
        } catch (ImageReadException e) {
            volume.misses();
            rows.add(failed(shown(input), 0, volume.model(), e.getMessage()));
        }
    }

    private ResultRow frame(
            BatchInput input, ImageSource source, int number, VolumePlan plan, Volume volume, TaskContext task) {
        long begun = System.nanoTime();
        try {
            Frame stored = source.read(number - 1);
            Frame upright = stored.upright();
            if (volume.model().isEmpty()) {
                volume.isSegmentedBy(models.suiting(source, upright));
            }
            BatchModels.Chosen model = volume.model().orElseThrow();
            ModelBundle bundle = model.segmenter().bundle();
            Segmentation result = model.segmenter().segment(upright, task);
            Mask mask = Mask.above(result.probability(), result.threshold());
            Measurements measured = Measurements.of(
                    mask, result.probability(), upright.spacing().orElse(null));
            double seconds = (System.nanoTime() - begun) / 1e9;
            Mask inFile = StoredRaster.of(mask, stored);
            Plane probability = StoredRaster.of(result.probability(), stored);
            writeFrame(input, number, inFile, probability, bundle);
            if (options.formats().stream().anyMatch(MaskFormat::isOfVolumes)) {
                volume.add(new Volume.Slice(
                        plan.sourceOf(input),
                        number,
                        source.placement(number - 1),
                        stored.spacing(),
                        options.probabilities() ? FrameResult.of(inFile, probability) : FrameResult.of(inFile)));
            }
            return new ResultRow.Segmented(
                    shown(input),
                    number,
                    bundle.card().id(),
                    bundle.sha256(),
                    result.threshold(),
                    measured,
                    seconds,
                    model.reason().isEmpty() ? "" : "model chosen because " + model.reason());
        } catch (ImageReadException | BundleException e) {
            volume.misses();
            return failed(shown(input), number, volume.model(), e.getMessage());
        } catch (IOException e) {
            volume.misses();
            return failed(
                    shown(input),
                    number,
                    volume.model(),
                    "its results could not be written to " + options.out() + ": " + WriteFailure.reason(e));
        }
    }

    /** Writes what each frame has of its own. */
    private void writeFrame(BatchInput input, int number, Mask mask, Plane probability, ModelBundle model)
            throws IOException {
        String target = number == 1 ? input.target() : String.format(Locale.ROOT, "%s_%04d", input.target(), number);
        String name = model.card().target();
        if (options.writes(MaskFormat.PNG)) {
            MaskPng.write(out.fresh(target + "_mask.png"), mask);
        }
        if (options.probabilities()) {
            ProbabilityPng.write(out.fresh(target + "_prob.png"), probability);
        }
        if (options.writes(MaskFormat.GEOJSON)) {
            GeoJsonFile.write(
                    out.fresh(target + "_mask.geojson"), mask, name, input.target() + "/" + model.sha256(), number);
        }
        if (options.writes(MaskFormat.COCO)) {
            coco.add(
                    options.deidentified()
                            ? input.target()
                            : input.file().getFileName().toString(),
                    number,
                    mask,
                    new CocoFile.Source(
                            model.card().id() + " (SHA-256 " + model.sha256() + ")",
                            model.card().modality(),
                            name));
        }
    }

    /** What the results call an input. */
    private String shown(BatchInput input) {
        return options.deidentified() ? input.target() : input.file().toString();
    }

    /** What the results call a volume: its file, or the folder of its files. */
    private String shown(BatchInput input, Volume volume) {
        Path folder = input.file().getParent();
        if (!volume.isOfSeveralFiles()) {
            return shown(input);
        }
        return options.deidentified() || folder == null ? volume.name() : folder.toString();
    }

    /** A failure; the model is left empty where none was chosen. */
    private static ResultRow failed(String file, int frame, Optional<BatchModels.Chosen> model, String reason) {
        Optional<ModelBundle> bundle = model.map(chosen -> chosen.segmenter().bundle());
        return new ResultRow.Failed(
                file,
                frame,
                bundle.map(b -> b.card().id()).orElse(""),
                bundle.map(ModelBundle::sha256).orElse(""),
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
