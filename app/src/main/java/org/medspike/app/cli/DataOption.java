package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.medspike.bundle.ModelLibrary;
import org.medspike.dataset.Case;
import org.medspike.study.CaseSample;
import org.medspike.study.CaseStudy.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@link CaseOptions} and {@code --seed}, and what becomes of failed cases, which several commands share. */
final class DataOption {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private CaseOptions cases;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "41",
            description = "Seed by which --images are drawn [${DEFAULT-VALUE}].")
    private long seed;

    /** The folder. */
    Path folder() {
        return cases.folder();
    }

    /** By what the cases are drawn. */
    long seed() {
        return seed;
    }

    /**
     * So many of the cases, drawn at random; all if there are no more.
     *
     * @param model whose split is meant where none is named
     */
    List<Case> draw(int count, ModelLibrary library, String model) throws IOException {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--images must be at least 1.");
        }
        return CaseSample.of(cases.cases(library, model), count, seed);
    }

    /** Tells the failed cases on standard error, and what the shell is told of them. */
    static int status(List<Failure> failed) {
        failed.forEach(failure -> System.err.println(failure.stem() + ": " + failure.reason()));
        return failed.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
