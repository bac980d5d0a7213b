package org.medspike.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows run one way, and what is native or on the screen stays where it belongs. */
@AnalyzeClasses(packages = "org.medspike", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SCREEN = {"javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp.."};

    @ArchTest
    static final ArchRule runtimeKnowsNoScreen = noClasses()
            .that()
            .resideOutsideOfPackage("org.medspike.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SCREEN)
            .because("the model runtime is also a library for servers and batch jobs");

    @ArchTest
    static final ArchRule runtimeDoesNotKnowTheProgram = noClasses()
            .that()
            .resideOutsideOfPackage("org.medspike.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.medspike.app..");

    @ArchTest
    static final ArchRule tensorIsTheLowest = onlyKnows("org.medspike.tensor..");

    @ArchTest
    static final ArchRule storageIsTheLowest = onlyKnows("org.medspike.storage..");

    @ArchTest
    static final ArchRule taskIsTheLowest = onlyKnows("org.medspike.task..");

    @ArchTest
    static final ArchRule imagingIsTheLowest = onlyKnows("org.medspike.imaging..");

    @ArchTest
    static final ArchRule metricsKnowMasks =
            onlyKnows("org.medspike.evaluation", "org.medspike.mask..", "org.medspike.imaging..");

    @ArchTest
    static final ArchRule evaluationRunsModels = onlyKnows(
            "org.medspike.evaluation.run..",
            "org.medspike.evaluation",
            "org.medspike.dataset..",
            "org.medspike.imaging..",
            "org.medspike.mask..",
            "org.medspike.inference",
            "org.medspike.bundle..",
            "org.medspike.task..");

    @ArchTest
    static final ArchRule reportsWriteAndRunNothing = onlyKnows(
            "org.medspike.evaluation.report..",
            "org.medspike.evaluation..",
            "org.medspike.dataset..",
            "org.medspike.imaging..",
            "org.medspike.mask..",
            "org.medspike.bundle..",
            "org.medspike.export..",
            "org.medspike.storage..");

    @ArchTest
    static final ArchRule networkKnowsTheAlgebraAlone = onlyKnows("org.medspike.network..", "org.medspike.tensor..");

    @ArchTest
    static final ArchRule masksKnowImages = onlyKnows("org.medspike.mask..", "org.medspike.imaging..");

    @ArchTest
    static final ArchRule bundlesKnowTheNetwork = onlyKnows(
            "org.medspike.bundle..", "org.medspike.network..", "org.medspike.tensor..", "org.medspike.storage..");

    @ArchTest
    static final ArchRule phantomsKnowImagesAndMasks = onlyKnows(
            "org.medspike.phantom..",
            "org.medspike.imaging..",
            "org.medspike.mask..",
            "org.medspike.export..",
            "org.medspike.storage..");

    @ArchTest
    static final ArchRule exportKnowsImagesAndMasks = onlyKnows(
            "org.medspike.export..", "org.medspike.imaging..", "org.medspike.mask..", "org.medspike.storage..");

    @ArchTest
    static final ArchRule studiesKnowCasesAlone =
            onlyKnows("org.medspike.study..", "org.medspike.dataset..", "org.medspike.task..");

    @ArchTest
    static final ArchRule energyKnowsWhatRunsAndCounts = onlyKnows(
            "org.medspike.energy..",
            "org.medspike.study..",
            "org.medspike.inference",
            "org.medspike.bundle..",
            "org.medspike.network..",
            "org.medspike.tensor.activity..",
            "org.medspike.tensor.cost..",
            "org.medspike.dataset..",
            "org.medspike.imaging..",
            "org.medspike.export..",
            "org.medspike.storage..",
            "org.medspike.task..");

    @ArchTest
    static final ArchRule alignmentKnowsMapsAndMasks = onlyKnows(
            "org.medspike.alignment..",
            "org.medspike.study..",
            "org.medspike.inference",
            "org.medspike.bundle..",
            "org.medspike.network",
            "org.medspike.dataset..",
            "org.medspike.imaging..",
            "org.medspike.mask..",
            "org.medspike.export..",
            "org.medspike.storage..",
            "org.medspike.task..");

    @ArchTest
    static final ArchRule inferenceDoesNotTrainOrWrite = noClasses()
            .that()
            .resideInAPackage("org.medspike.inference..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.medspike.training..",
                    "org.medspike.evaluation..",
                    "org.medspike.export..",
                    "org.medspike.batch..");

    @ArchTest
    static final ArchRule trainingDoesNotInfer = noClasses()
            .that()
            .resideInAPackage("org.medspike.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.medspike.inference..",
                    "org.medspike.evaluation.run..",
                    "org.medspike.evaluation.report..",
                    "org.medspike.batch..");

    @ArchTest
    static final ArchRule nothingDependsOnTheWindow = noClasses()
            .that()
            .resideOutsideOfPackage("org.medspike.app.ui..")
            .and()
            .doNotHaveSimpleName("Launcher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.medspike.app.ui..");

    @ArchTest
    static final ArchRule viewModelsHaveNoNodes = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .or()
            .resideInAnyPackage("org.medspike.app.workbench..", "org.medspike.app.job..", "org.medspike.app.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..");

    @ArchTest
    static final ArchRule viewsDoNoWork = noClasses()
            .that()
            .haveSimpleNameEndingWith("View")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.medspike.inference..",
                    "org.medspike.network..",
                    "org.medspike.batch..",
                    "java.nio.channels..");

    @ArchTest
    static final ArchRule pytorchStaysInItsPlaces = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.medspike.tensor.djl..", "org.medspike.training.djl..", "org.medspike.inference.eager..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule onnxRuntimeStaysInItsPlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.medspike.inference.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule onnxFormatStaysInItsPlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.medspike.tensor.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnx.proto..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule nothingUsesTheNetwork = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Socket|ServerSocket|DatagramSocket|HttpURLConnection|URLConnection)");

    @ArchTest
    static final ArchRule packagesDoNotGoInCircles =
            slices().matching("org.medspike.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule partsOfTheProgramDoNotGoInCircles =
            slices().matching("org.medspike.app.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesTellSomething = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils");

    @ArchTest
    static final ArchRule noStaticStateChanges = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule exceptionsAreFinal = classes()
            .that()
            .areAssignableTo(Exception.class)
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

    private static ArchRule onlyKnows(String self, String... others) {
        String[] known = new String[others.length + 1];
        known[0] = self;
        System.arraycopy(others, 0, known, 1, others.length);
        return classes()
                .that()
                .resideInAPackage(self)
                .should()
                .onlyDependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(known)
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                                "org.medspike..")));
    }
}
