package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.app.Version;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelLibrary;
import org.medspike.dataset.Case;
import org.medspike.dataset.SplitFile;
import org.medspike.evaluation.Bootstrap;
import org.medspike.evaluation.report.EvaluationFolder;
import org.medspike.evaluation.report.ReportJson;
import org.medspike.evaluation.report.ReportSource;
import org.medspike.evaluation.report.ReportText;
import org.medspike.evaluation.run.CheckedCases;
import org.medspike.evaluation.run.Evaluation;
import org.medspike.evaluation.run.Evaluator;
import org.medspike.evaluation.run.ModelScores;
import org.medspike.evaluation.run.Protocol;
import org.medspike.evaluation.run.ScoredImage;
import org.medspike.evaluation.run.Unscored;
import org.medspike.evaluation.run.WorstImages;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medspike evaluate}: how good a model is on a data folder, alone or beside another one. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Scores a model on a folder with images/ and masks/ of equal names: mIoU, DSC, Acc, Spe, Sen, HD95.",
            "Prints means of per-image values with 95 % bootstrap intervals, and values pooled over all pixels."
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int MOST_PICTURES = 1000;

    private final AppFolders folders;
    private final ImageFiles files = new ImageFiles();

    /** What {@code --mode} takes. */
    private enum Mode {
        STRICT(EnumSet.of(Protocol.STRICT)),
        PAPER(EnumSet.of(Protocol.PAPER)),
        BOTH(EnumSet.allOf(Protocol.class));

        private final Set<Protocol> protocols;

        Mode(Set<Protocol> protocols) {
            this.protocols = protocols;
        }

        /** The protocol under which the worst images are looked for. */
        Protocol first() {
            return protocols.iterator().next();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private CaseOptions data;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EngineOption engine;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOption model;

    @Option(
            names = "--compare",
            paramLabel = "ID",
            description = "Second model: paired t-test and Wilcoxon's test with Holm's correction.")
    private @Nullable String compare;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "strict",
            description = {
                "strict: at each image's own size; paper: squashed to 256 x 256 px; both [${DEFAULT-VALUE}].",
                "The network's input is what the model's card says in either."
            })
    @SuppressWarnings("NullAway.Init")
    private Mode mode;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write report.html, per_image.csv, summary.csv, comparison.csv and errors/<stem>.png.")
    private @Nullable Path out;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "12",
            description = "Pictures of so many images with the lowest IoU [${DEFAULT-VALUE}].")
    private int worst;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    EvaluateCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        if (worst < 0 || worst > MOST_PICTURES) {
            throw new ParameterException(spec.commandLine(), "--worst must be 0 to " + MOST_PICTURES + ".");
        }
        ModelLibrary.Choice chosen = model.chooseForFolder(folders.library(), data.folder());
        List<Case> cases = data.cases(folders.library(), chosen.id());
        ModelBundle bundle = folders.library().load(chosen.id());
        Optional<ModelBundle> other = Optional.empty();
        if (compare != null) {
            other = Optional.of(folders.library().load(compare));
        }
        requireFolder();
        System.err.println("Model: " + chosen.id() + " (" + chosen.reason() + ")");

        CheckedCases checked = CheckedCases.of(cases, files);
        checked.unreadable().forEach(EvaluateCommand::tell);
        WorstImages pictures = new WorstImages(mode.first(), out == null ? 0 : worst);
        ModelScores scores = score(bundle, checked.readable(), pictures);
        Optional<ModelScores> compared = Optional.empty();
        if (other.isPresent()) {
            compared = Optional.of(score(other.get(), checked.readable(), image -> {}));
        }
        Evaluation evaluation = Evaluation.of(scores, compared, checked.unreadable(), Bootstrap.DEFAULT);
        evaluation.unscored().stream()
                .filter(image -> !checked.unreadable().contains(image))
                .forEach(EvaluateCommand::tell);
        report(evaluation, pictures);
        return evaluation.unscored().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private ModelScores score(ModelBundle bundle, List<Case> cases, Consumer<ScoredImage> onScored) throws IOException {
        try (Segmenter segmenter = new Segmenter(bundle, engine.create(), InferenceEngine.defaultThreads())) {
            EvaluationProgress progress =
                    new EvaluationProgress(System.err, bundle.card().id(), cases.size());
            return new Evaluator(files, mode.protocols)
                    .run(segmenter, cases, onScored, progress)
                    .withSplit(split(bundle.card().id()));
        }
    }

    /** Who the model learned from, where its folder says so. */
    private Optional<SplitFile> split(String id) throws IOException {
        Path file = folders.library().locate(id).resolve(SplitFile.NAME);
        return Files.isRegularFile(file) ? Optional.of(SplitFile.read(file)) : Optional.empty();
    }

    private void report(Evaluation evaluation, WorstImages pictures) {
        ReportSource source = new ReportSource(
                Version.program(),
                data.folder().toString(),
                LocalDate.now(ZoneOffset.UTC).toString());
        if (json) {
            System.out.println(ReportJson.of(evaluation, source));
        } else {
            System.out.print(ReportText.of(evaluation));
        }
        if (out != null) {
            try {
                EvaluationFolder.write(out, evaluation, source, pictures, files);
            } catch (IOException e) {
                throw CommandFailure.unwritten("The results", out, e);
            }
            System.err.println("The report is " + out.resolve(EvaluationFolder.REPORT));
        }
    }

    private void requireFolder() {
        if (out != null) {
            try {
                EvaluationFolder.require(out);
            } catch (IOException e) {
                throw CommandFailure.unwritten("The results", out, e);
            }
        }
    }

    private static void tell(Unscored image) {
        System.err.println(image.stem() + ": " + image.reason());
    }
}
