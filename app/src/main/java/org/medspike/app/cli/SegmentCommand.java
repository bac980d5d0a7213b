package org.medspike.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.medspike.app.AppFolders;
import org.medspike.app.Version;
import org.medspike.batch.AutomaticModels;
import org.medspike.batch.BatchInputs;
import org.medspike.batch.BatchModels;
import org.medspike.batch.BatchOptions;
import org.medspike.batch.BatchSegmentation;
import org.medspike.batch.MaskFormat;
import org.medspike.export.ResultRow;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmenter;
import org.medspike.mask.Measurements;
import org.medspike.task.TaskContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medspike segment}: masks and measures for files and folders. */
@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        description =
                "Writes <stem>_mask.png for each image (0 outside, 255 inside) and results.csv; other formats if asked.")
final class SegmentCommand implements Callable<Integer> {

    private static final String PNG = "png";

    private final AppFolders folders;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Image files, or folders to search.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> inputs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOption model;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EngineOption engine;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            defaultValue = PNG,
            description =
                    "Formats of the masks, with commas between: png, nifti, dicom-seg, coco, geojson. PNG is always written.")
    @SuppressWarnings("NullAway.Init")
    private List<String> formats;

    @Option(
            names = "--prob",
            description =
                    "Write <stem>_prob.png too: the probability, 16 bit, 65535 is 1. With nifti and dicom-seg also"
                            + " <stem>_prob.nii.gz and <stem>_prob_seg.dcm (FRACTIONAL), in 255 steps.")
    private boolean probabilities;

    @Option(
            names = "--deidentify",
            description =
                    "Results do not tell the patient: files are named image_0001 and so on, DICOM SEG follow the basic"
                            + " profile of PS3.15 annex E.")
    private boolean deidentified;

    @Option(names = "--json", description = "Print one JSON object a frame.")
    private boolean json;

    /** The model that was told last. */
    private String toldModel = "";

    SegmentCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        Set<MaskFormat> asked = asked();
        BatchOptions options =
                new BatchOptions(out, asked, probabilities, deidentified, Version.NAME, Version.number());
        int threads = InferenceEngine.defaultThreads();
        if (model.isAutomatic()) {
            try (AutomaticModels models = new AutomaticModels(folders.library(), engine.create(), threads)) {
                return run(models, options);
            }
        }
        String id = model.asked().id();
        try (Segmenter segmenter = new Segmenter(folders.library().load(id), engine.create(), threads)) {
            System.err.println("Model: " + id + " (asked for)");
            return run(BatchModels.always(segmenter), options);
        }
    }

    private int run(BatchModels models, BatchOptions options) throws IOException {
        BatchSegmentation.Summary summary;
        try {
            summary = new BatchSegmentation(models, options).run(found(), this::tell, TaskContext.UNWATCHED);
        } catch (IOException e) {
            throw CommandFailure.unwritten("The results", out, e);
        }
        System.err.println(summary.done() + " done, " + summary.failed() + " failed; results in "
                + out.resolve(BatchSegmentation.RESULTS));
        return summary.failed() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private Set<MaskFormat> asked() {
        Set<MaskFormat> asked = EnumSet.of(MaskFormat.PNG);
        for (String format : formats) {
            asked.add(MaskFormat.of(format)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "The format '" + format + "' is not known; png, nifti, dicom-seg, coco and geojson are.")));
        }
        return asked;
    }

    /** The inputs; without names of their own where the patient may not be told, which only the terminal is told then. */
    private BatchInputs found() throws IOException {
        BatchInputs found = BatchInputs.find(inputs, out);
        if (!deidentified) {
            return found;
        }
        System.err.println("Warning: text that is burnt into the pixels of an image is not removed;"
                + " --deidentify cleans what is written here, not the images.");
        BatchInputs anonymous = found.anonymous();
        for (int i = 0; i < found.faults().size(); i++) {
            System.err.println(anonymous.faults().get(i).path() + " is "
                    + found.faults().get(i).path());
        }
        anonymous.files().forEach(input -> System.err.println(input.target() + " is " + input.file()));
        return anonymous;
    }

    private void tell(ResultRow row) {
        if (row instanceof ResultRow.Segmented done) {
            tellModel(done);
        } else if (row instanceof ResultRow.Failed failed) {
            System.err.println(failed.file() + ": " + failed.message());
        }
        if (json) {
            try {
                System.out.println(new JsonMapper().writeValueAsString(asJson(row)));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Which model the program chose, and why, whenever that changes from one file to the next. */
    private void tellModel(ResultRow.Segmented row) {
        if (model.isAutomatic() && !row.model().equals(toldModel)) {
            toldModel = row.model();
            System.err.println(row.file() + ": " + row.model() + ", " + row.message());
        }
    }

    private static ObjectNode asJson(ResultRow row) {
        ObjectNode node = new JsonMapper().createObjectNode();
        if (row instanceof ResultRow.Segmented s) {
            Measurements m = s.measured();
            node.put("file", s.file())
                    .put("frame", s.frame())
                    .put("model", s.model())
                    .put("modelSha256", s.modelSha256());
            node.put("threshold", s.threshold()).put("components", m.components());
            node.put("area", m.area()).put("areaUnit", m.areaUnit());
            node.put("longestDiameter", m.longestDiameter()).put("diameterUnit", m.diameterUnit());
            if (Double.isNaN(m.meanProbability())) {
                node.putNull("meanProbability");
            } else {
                node.put("meanProbability", m.meanProbability());
            }
            node.put("seconds", s.seconds()).put("status", "ok").put("message", s.message());
        } else if (row instanceof ResultRow.Failed f) {
            node.put("file", f.file())
                    .put("frame", f.frame())
                    .put("status", "failed")
                    .put("message", f.message());
        }
        return node;
    }
}
