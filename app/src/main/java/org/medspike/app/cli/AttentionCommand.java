package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.batch.AttentionExport;
import org.medspike.batch.AttentionExport.ProbePoint;
import org.medspike.bundle.ModelLibrary;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.inference.Explainer;
import org.medspike.inference.InferenceEngine;
import org.medspike.task.TaskContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medspike attention}: the heat maps of one image as pictures and numbers. */
@Command(
        name = "attention",
        mixinStandardHelpOptions = true,
        description = "Writes the maps of SDSA, SA, their difference and the four interactions, for all stages.")
final class AttentionCommand implements Callable<Integer> {

    private static final Pattern POINT = Pattern.compile("(\\d{1,6}),(\\d{1,6})");

    private final AppFolders folders;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "INPUT", description = "An image file.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOption model;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EngineOption engine;

    @Option(names = "--probe", paramLabel = "X,Y", description = "Write what this pixel attends to as well.")
    private @Nullable String probe;

    AttentionCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        Optional<ProbePoint> point = Optional.ofNullable(probe).map(this::point);
        ModelLibrary.Choice chosen = model.chooseFor(folders.library(), input);
        Frame frame = read();
        point.ifPresent(probed -> requireInside(probed, frame.upright()));
        try (Explainer explainer =
                new Explainer(folders.library().load(chosen.id()), engine.create(), InferenceEngine.defaultThreads())) {
            System.err.println("Model: " + chosen.id() + " (" + chosen.reason() + ")");
            write(explainer, frame, point);
        }
        System.err.println("Heat maps are in " + out);
        return ExitStatus.DONE;
    }

    private Frame read() {
        try {
            return new ImageFiles().readFirst(input);
        } catch (ImageReadException e) {
            throw new CommandFailure(input + ": " + e.getMessage());
        }
    }

    private void requireInside(ProbePoint probed, Frame upright) {
        if (!probed.isIn(upright)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The pixel " + probe + " is outside the image of " + upright.width() + " x " + upright.height()
                            + " px.");
        }
    }

    private void write(Explainer explainer, Frame frame, Optional<ProbePoint> point) {
        try {
            new AttentionExport(explainer, out)
                    .write(String.valueOf(input.getFileName()), frame, point, TaskContext.UNWATCHED);
        } catch (IOException e) {
            throw CommandFailure.unwritten("The heat maps", out, e);
        }
    }

    private ProbePoint point(String text) {
        Matcher matcher = POINT.matcher(text);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--probe takes a column and a row in px, for instance 120,85.");
        }
        return new ProbePoint(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
