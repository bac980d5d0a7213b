package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medspike.bundle.ModelLibrary;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.Split;
import org.medspike.dataset.SplitFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options {@code --data}, {@code --part} and {@code --split}: which labelled images a command works on. */
final class CaseOptions {

    /** Which side of a split. */
    enum Part {
        ALL,
        TRAINING,
        VALIDATION
    }

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder with images/ and masks/.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "all",
            description = "all images, or only those for training or for validation by the split [${DEFAULT-VALUE}].")
    private Part part = Part.ALL;

    @Option(
            names = "--split",
            paramLabel = "FILE",
            description = "The split.json that --part goes by [the one in the model's folder].")
    private @Nullable Path split;

    /** The folder. */
    Path folder() {
        return data;
    }

    /** Which side was asked for. */
    Part part() {
        return part;
    }

    /**
     * The images that were asked for.
     *
     * @param model whose split is meant where none is named
     */
    List<Case> cases(ModelLibrary library, String model) throws IOException {
        DataFolder folder = DataFolder.open(data);
        if (part == Part.ALL) {
            return folder.cases();
        }
        Path file = split != null ? split : library.locate(model).resolve(SplitFile.NAME);
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--part needs a split, and there is none in " + file + ". Name one with --split.");
        }
        Split known = SplitFile.read(file).of(folder);
        return part == Part.TRAINING ? known.training() : known.validation();
    }

    /** The split that was named. */
    Optional<SplitFile> splitFile() throws IOException {
        return split == null ? Optional.empty() : Optional.of(SplitFile.read(split));
    }
}
