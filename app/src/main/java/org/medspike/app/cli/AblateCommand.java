package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medspike.ablation.AblationTables;
import org.medspike.ablation.Retrained;
import org.medspike.ablation.Row;
import org.medspike.ablation.SwitchedOff;
import org.medspike.ablation.Variant;
import org.medspike.app.AppFolders;
import org.medspike.app.LearningEngines;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.SplitFile;
import org.medspike.inference.InferenceEngine;
import org.medspike.task.TaskContext;
import org.medspike.training.LossOptions;
import org.medspike.training.Trainer;
import org.medspike.training.TrainingPlan;
import org.medspike.training.TrainingSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medspike ablate}: what each part of the network is worth. */
@Command(
        name = "ablate",
        mixinStandardHelpOptions = true,
        description = {
            "The rows of the paper's ablations: without SDSA, SA, spike convolutions, each interaction, KL, L2; other numbers",
            "of time steps; SSA and Q-K attention. Without --train parts are switched off at inference, with it every row is",
            "trained anew by the options of 'train' and scored on the images held out; the same command resumes."
        })
final class AblateCommand implements Callable<Integer> {

    private final AppFolders folders;

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

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SplitOptions splitting;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RecipeOptions recipe;

    @Option(names = "--train", description = "Train every row anew; needs --out.")
    private boolean train;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "KEY",
            description = "Only these rows beside 'ours', for instance wo-sdsa,wo-aa,t1.")
    private @Nullable List<String> rows;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write ablation.csv, ablation.md and ablation.tex; with --train also rows, curves and checkpoints.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    AblateCommand(AppFolders folders) {
        this.folders = folders;
    }

    @Override
    public Integer call() throws IOException {
        String id = model.chooseForFolder(folders.library(), data.folder()).id();
        ModelBundle bundle = folders.library().load(id);
        List<Row> done = train ? retrained(bundle) : switchedOff(bundle);
        if (out != null) {
            try {
                AblationTables.write(out, done);
            } catch (IOException e) {
                throw CommandFailure.unwritten("The tables", out, e);
            }
            System.err.println("The tables are in " + out);
        }
        if (json) {
            printJson(bundle, done);
        } else {
            System.out.print(AblationTables.markdown(done));
        }
        return ExitStatus.DONE;
    }

    private List<Row> switchedOff(ModelBundle bundle) throws IOException {
        List<Case> cases = data.cases(folders.library(), bundle.card().id());
        List<Variant> variants = chosen(Variant.all(bundle.card().network(), LossOptions.DEFAULT));
        System.err.println("Scoring " + cases.size() + " images for each row.");
        return new SwitchedOff(bundle, cases, engine.create(), InferenceEngine.defaultThreads())
                .run(variants, AblateCommand::tell, TaskContext.UNWATCHED);
    }

    private List<Row> retrained(ModelBundle bundle) throws IOException {
        if (data.part() != CaseOptions.Part.ALL) {
            throw new ParameterException(
                    spec.commandLine(), "With --train the held-out images are scored; --part has no use then.");
        }
        if (out == null) {
            throw new ParameterException(
                    spec.commandLine(), "--train keeps its rows in a folder: name one with --out.");
        }
        try (TrainingSignals signals = new TrainingSignals()) {
            TrainingPlan plan = plan(bundle);
            TrainingSet set = trainingSet(plan, signals);
            System.err.println(set.split().training().size() + " images to learn from, "
                    + set.split().validation().size() + " to score.");
            return new Retrained(
                            new Trainer(LearningEngines.factory(plan.engine())),
                            set,
                            plan,
                            bundle.card(),
                            engine.create(),
                            InferenceEngine.defaultThreads(),
                            out)
                    .run(
                            chosen(Variant.all(plan.network(), plan.losses())),
                            AblateCommand::tell,
                            new TrainingReport(System.err),
                            signals);
        }
    }

    /** Every row begins with nothing; of the model only the network and the input's size are taken. */
    private TrainingPlan plan(ModelBundle bundle) {
        try {
            return recipe.planLike(bundle, LearningEngines.preferred());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TrainingSet trainingSet(TrainingPlan plan, TrainingSignals signals) throws IOException {
        DataFolder folder = DataFolder.open(data.folder());
        PreprocessingSpec first = plan.input(plan.firstLeg());
        Optional<SplitFile> known = data.splitFile();
        if (known.isPresent()) {
            return TrainingSet.load(folder, known.get(), first, signals);
        }
        try {
            return TrainingSet.load(folder, splitting.rule(recipe.seed()), first, signals);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Variant> chosen(List<Variant> all) {
        if (rows == null) {
            return all;
        }
        List<String> keys = all.stream().map(Variant::key).toList();
        for (String asked : rows) {
            if (!keys.contains(asked)) {
                throw new ParameterException(
                        spec.commandLine(), "--rows knows " + String.join(", ", keys) + ", not '" + asked + "'.");
            }
        }
        return all.stream()
                .filter(variant -> variant.key().equals(Variant.WHOLE) || rows.contains(variant.key()))
                .toList();
    }

    private static void tell(Row row) {
        System.err.println(row.label() + ": "
                + row.score()
                        .map(s -> String.format(
                                Locale.ROOT,
                                "mIoU %.4f, DSC %.4f (means of per-image values, n = %d), %s",
                                s.meanIou(),
                                s.meanDice(),
                                s.n(),
                                row.how()))
                        .orElse(row.how()));
    }

    private void printJson(ModelBundle bundle, List<Row> done) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", bundle.card().id());
        result.put("modelSha256", bundle.sha256());
        result.put("data", data.folder().toString());
        result.put("protocol", "strict: each image at its own size; means of per-image values");
        result.put("mode", train ? "trained anew" : "switched off at inference");
        result.put("rows", done.stream().map(AblateCommand::fields).toList());
        System.out.println(JsonMapper.builder().build().writeValueAsString(result));
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("row", row.key());
        fields.put("label", row.label());
        fields.put("question", row.question());
        fields.put("how", row.how());
        fields.put("score", row.score().orElse(null));
        fields.put("parameters", row.parameters());
        fields.put("macs", row.macs());
        fields.put("trainingSeconds", row.seconds());
        return fields;
    }
}
