package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.bundle.ModelBundle;
import org.medspike.dataset.Case;
import org.medspike.energy.EnergyModel;
import org.medspike.energy.EnergyReport;
import org.medspike.energy.EnergyStudy;
import org.medspike.energy.EnergyTables;
import org.medspike.inference.ActivityMeter;
import org.medspike.inference.eager.EagerEngine;
import org.medspike.task.TaskContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medspike energy}: firing rates, spike operations and energy of a model on real images. */
@Command(
        name = "energy",
        mixinStandardHelpOptions = true,
        description = {
            "Measures firing rates and spike operations on images, and estimates the energy on spike-driven hardware",
            "beside that of the SA twin: 4.6 pJ a multiply-accumulate, 0.9 pJ an accumulate (45 nm; Horowitz, ISSCC 2014)."
        })
final class EnergyCommand implements Callable<Integer> {

    private final AppFolders folders;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DataOption data;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOption model;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "32",
            description = "Images to measure, drawn at random [${DEFAULT-VALUE}].")
    private int images;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write " + EnergyTables.FIRING_RATES + " and " + EnergyTables.ENERGY + " there.")
    private @Nullable Path out;

    EnergyCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        String id = model.chooseForFolder(folders.library(), data.folder()).id();
        List<Case> cases = data.draw(images, folders.library(), id);
        ModelBundle bundle = folders.library().load(id);
        EnergyReport report;
        try (ActivityMeter meter = new ActivityMeter(bundle, new EagerEngine())) {
            report = EnergyStudy.run(meter, cases, EnergyModel.HOROWITZ_45_NM, TaskContext.UNWATCHED);
        }
        int status = DataOption.status(report.failed());
        if (report.images() == 0) {
            throw new CommandFailure("None of the " + cases.size() + " images could be measured.");
        }
        if (json) {
            System.out.println(
                    new JsonMapper().writeValueAsString(EnergyText.json(report, data.folder(), data.seed())));
        } else {
            System.out.print(EnergyText.table(report));
        }
        // After printing, so that a folder that cannot be written to loses no numbers.
        if (out != null) {
            write(report, out);
        }
        return status;
    }

    private static void write(EnergyReport report, Path out) {
        try {
            EnergyTables.write(report, out);
        } catch (IOException e) {
            throw CommandFailure.unwritten("The tables", out, e);
        }
        System.err.println("Tables are in " + out);
    }
}
