package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medspike.app.AppFolders;
import org.medspike.bundle.BundleException;
import org.medspike.bundle.BundleReader;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.bundle.ModelLibrary;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.inference.OutputKind;
import org.medspike.inference.onnx.OnnxCompiler;
import org.medspike.storage.AtomicFile;
import org.medspike.storage.WriteFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medspike models}: what models are at hand, and what can be done with them. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, imports, exports and verifies models.")
final class ModelsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ModelsCommand() {}

    /** The command with its own sub-commands. */
    static CommandLine line(AppFolders folders) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ListModels(folders.library()))
                .addSubcommand(new Show(folders.library()))
                .addSubcommand(new Import(folders.library()))
                .addSubcommand(new Export(folders.library()))
                .addSubcommand(new Verify(folders.library()));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "What shall be done: list, show, import, export or verify?");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all models at hand.")
    private static final class ListModels implements Callable<Integer> {

        private final ModelLibrary library;

        ListModels(ModelLibrary library) {
            this.library = library;
        }

        @Override
        public Integer call() throws IOException {
            List<ModelLibrary.Entry> entries = library.list();
            if (entries.isEmpty()) {
                System.out.println("No models are at hand.");
            }
            for (ModelLibrary.Entry entry : entries) {
                String origin = entry.builtIn() ? "built in" : "yours";
                String what = entry.card()
                        .map(card ->
                                card.name() + " (" + card.modality() + ", " + card.target() + ")" + firstMetric(card))
                        .orElseGet(() -> "unusable: " + entry.fault().orElse(""));
                System.out.printf("%-16s %-9s %s%n", entry.id(), origin, what);
            }
            return ExitStatus.DONE;
        }

        private static String firstMetric(ModelCard card) {
            return card.metrics().isEmpty() ? "" : ", " + text(card.metrics().get(0));
        }
    }

    private static String text(Metric metric) {
        String interval = metric.interval().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " [%.4f, %.4f]",
                        metric.interval().get(0),
                        metric.interval().get(1));
        return String.format(
                Locale.ROOT,
                "%s %.4f%s (%s, n = %d)",
                metric.name(),
                metric.value(),
                interval,
                metric.average(),
                metric.n());
    }

    private static String input(PreprocessingSpec spec) {
        String what =
                switch (spec.kind()) {
                    case SQUASH -> "the whole image, squashed";
                    case TILE -> "overlapping tiles at the image's own scale";
                };
        return what + (spec.flips() ? "; mean over the image and its three mirror images" : "");
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a model's card.")
    private static final class Show implements Callable<Integer> {

        private final ModelLibrary library;

        @Parameters(paramLabel = "ID")
        @SuppressWarnings("NullAway.Init")
        private String id;

        Show(ModelLibrary library) {
            this.library = library;
        }

        @Override
        public Integer call() throws IOException {
            ModelCard card = BundleReader.readCard(library.locate(id));
            System.out.println(card.name() + " (" + card.id() + ")");
            System.out.println(card.description());
            System.out.println("Modality      " + card.modality() + "; finds: " + card.target());
            System.out.println("Intended use  " + card.intendedUse());
            System.out.println("Limitations   " + card.limitations());
            System.out.println("Licence       " + card.licence());
            System.out.println("Created       " + card.created() + " by "
                    + card.provenance().program());
            System.out.println("Trained on    " + card.provenance().data() + "; "
                    + card.provenance().trainingImages() + " images, "
                    + card.provenance().validationImages() + " more for validation");
            card.provenance().steps().forEach(step -> System.out.println("              " + step));
            System.out.printf(
                    Locale.ROOT,
                    "Network       %s channels, T = %d, %.2f M parameters, %.2f GMAC at %d x %d px%n",
                    card.network().channels(),
                    card.network().timeSteps(),
                    card.parameters() / 1e6,
                    card.macs() / 1e9,
                    card.preprocessing().width(),
                    card.preprocessing().height());
            System.out.println("Input         " + input(card.preprocessing()));
            System.out.println("Threshold     " + card.threshold());
            for (Metric metric : card.metrics()) {
                System.out.println("Metric        " + text(metric) + "; " + metric.protocol());
            }
            System.out.println("SHA-256       " + card.weights().sha256());
            return ExitStatus.DONE;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Checks a model folder and copies it to your models.")
    private static final class Import implements Callable<Integer> {

        private final ModelLibrary library;

        @Parameters(paramLabel = "PATH", description = "Folder with model.json and weights.safetensors.")
        @SuppressWarnings("NullAway.Init")
        private Path path;

        Import(ModelLibrary library) {
            this.library = library;
        }

        @Override
        public Integer call() throws IOException {
            ModelBundle bundle = library.importFrom(path);
            System.out.println("Imported '" + bundle.card().id() + "' to "
                    + library.ownFolder(bundle.card().id()));
            return ExitStatus.DONE;
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes a model's spiking network as an ONNX file.")
    private static final class Export implements Callable<Integer> {

        private final ModelLibrary library;

        @Parameters(paramLabel = "ID")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Option(names = "--onnx", required = true, paramLabel = "FILE", description = "Where to write it.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(
                names = "--attention",
                description = "With the stage masks and the interaction maps as further outputs.")
        private boolean attention;

        Export(ModelLibrary library) {
            this.library = library;
        }

        @Override
        public Integer call() throws IOException {
            ModelBundle bundle = library.load(id);
            ModelCard card = bundle.card();
            Set<OutputKind> outputs = attention
                    ? EnumSet.of(OutputKind.MASK, OutputKind.STAGE_MASKS, OutputKind.INTERACTIONS)
                    : EnumSet.of(OutputKind.MASK);
            byte[] onnx = OnnxCompiler.compile(
                    card.network(),
                    bundle.spiking(),
                    card.preprocessing().height(),
                    card.preprocessing().width(),
                    outputs,
                    Map.of("medspike.id", card.id(), "medspike.sha256", bundle.sha256()));
            try {
                AtomicFile.write(file, out -> out.write(onnx));
            } catch (IOException e) {
                throw new CommandFailure(
                        "The model could not be written to " + file + ": " + WriteFailure.reason(e) + ".");
            }
            System.out.println("Wrote " + file + " (" + onnx.length + " bytes)");
            return ExitStatus.DONE;
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks all models, or one, down to the last weight.")
    private static final class Verify implements Callable<Integer> {

        private final ModelLibrary library;

        @Parameters(paramLabel = "ID", arity = "0..1")
        private @Nullable String id;

        Verify(ModelLibrary library) {
            this.library = library;
        }

        @Override
        public Integer call() throws IOException {
            int status = ExitStatus.DONE;
            List<String> ids = id != null
                    ? List.of(id)
                    : library.list().stream().map(ModelLibrary.Entry::id).toList();
            for (String each : ids) {
                try {
                    ModelBundle bundle = library.load(each);
                    System.out.println(each + ": right, SHA-256 " + bundle.sha256());
                } catch (BundleException e) {
                    System.err.println(each + ": " + e.getMessage());
                    status = ExitStatus.FAILED;
                }
            }
            return status;
        }
    }
}
