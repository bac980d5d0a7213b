package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medspike.alignment.AlignmentReport;
import org.medspike.alignment.AlignmentStudy;
import org.medspike.alignment.AlignmentTables;
import org.medspike.app.AppFolders;
import org.medspike.bundle.ModelBundle;
import org.medspike.dataset.Case;
import org.medspike.inference.Explainer;
import org.medspike.inference.InferenceEngine;
import org.medspike.task.TaskContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medspike alignment}: heat maps of a data set as numbers. */
@Command(
        name = "alignment",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the heat maps of SDSA, SA and the four interactions into numbers over a data set, stage by stage:",
            "KL, L2, cosine and Pearson against SA, and whether a map's maximum lies in the object (pointing game)."
        })
final class AlignmentCommand implements Callable<Integer> {

    private final AppFolders folders;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DataOption data;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EngineOption engine;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOption model;

    @Option(names = "--images", paramLabel = "N", description = "Images to study, drawn at random [all].")
    private @Nullable Integer images;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write " + AlignmentTables.IMAGES + " and " + AlignmentTables.SUMMARY + " there.")
    private @Nullable Path out;

    AlignmentCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        String id = model.chooseForFolder(folders.library(), data.folder()).id();
        List<Case> cases = data.draw(images == null ? Integer.MAX_VALUE : images, folders.library(), id);
        ModelBundle bundle = folders.library().load(id);
        AlignmentReport report;
        try (Explainer explainer = new Explainer(bundle, engine.create(), InferenceEngine.defaultThreads())) {
            report = AlignmentStudy.run(explainer, cases, TaskContext.UNWATCHED);
        }
        int status = DataOption.status(report.failed());
        if (report.images().isEmpty()) {
            throw new CommandFailure("None of the " + cases.size() + " images could be studied.");
        }
        if (json) {
            System.out.println(
                    new JsonMapper().writeValueAsString(AlignmentText.json(report, data.folder(), data.seed())));
        } else {
            System.out.print(AlignmentText.table(report));
        }
        // After printing, so that a folder that cannot be written to loses no numbers.
        if (out != null) {
            write(report, out);
        }
        return status;
    }

    private static void write(AlignmentReport report, Path out) {
        try {
            AlignmentTables.write(report, out);
        } catch (IOException e) {
            throw CommandFailure.unwritten("The tables", out, e);
        }
        System.err.println("Tables are in " + out);
    }
}
