package org.medspike.app.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.network.NetworkConfig;
import org.medspike.training.Augmentation;
import org.medspike.training.Framing;
import org.medspike.training.LearningEngine;
import org.medspike.training.Leg;
import org.medspike.training.LossOptions;
import org.medspike.training.OptimiserOptions;
import org.medspike.training.Schedule;
import org.medspike.training.TrainingPlan;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a network is trained. */
final class RecipeOptions {

    private static final Pattern LEG = Pattern.compile("(\\d{1,6})x(\\d{1,4})(?::t(\\d{1,2}))?(?::b(\\d{1,4}))?");
    private static final int DEFAULT_CROPS = 16;
    private static final int DEFAULT_SIZE = 128;
    private static final int DEFAULT_TWIN_EPOCHS = 25;
    private static final String ALL = "all";
    private static final String NONE = "none";

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "Epochs of the spiking network [${DEFAULT-VALUE}].")
    private int epochs;

    @Option(names = "--sa-epochs", paramLabel = "N", description = "Epochs of the SA twin [25, with --base 0].")
    private @Nullable Integer twinEpochs;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Side of the network's input in px, a multiple of 8 [128, with --base the base's].")
    private @Nullable Integer size;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "8", description = "Images a step [${DEFAULT-VALUE}].")
    private int batch;

    @Option(
            names = "--time-steps",
            paramLabel = "T",
            description = "Time steps of the spiking network [4, with --base the base's].")
    private @Nullable Integer timeSteps;

    @Option(
            names = "--legs",
            split = ",",
            paramLabel = "EPOCHSxSIZE:tT:bN",
            description = {
                "Legs of the spiking network instead of --epochs, --size, --time-steps and --batch, for instance",
                "20x128:t1,10x256:t4:b2: 20 epochs at 128 px with T = 1, then 10 at 256 px with T = 4 and batches of 2."
            })
    private @Nullable List<String> legs;

    @Option(
            names = "--sa-legs",
            split = ",",
            paramLabel = "EPOCHSxSIZE:bN",
            description = "Legs of the SA twin, likewise, instead of --sa-epochs.")
    private @Nullable List<String> twinLegs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "41",
            description = "Seed of split, weights, order and augmentation [${DEFAULT-VALUE}].")
    private long seed;

    @Option(
            names = "--channels",
            split = ",",
            paramLabel = "C",
            description = "Channels of the four stages [32,64,128,256, with --base the base's].")
    private @Nullable List<Integer> channels;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.002",
            description = "Highest learning rate [${DEFAULT-VALUE}].")
    private double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "KIND",
            defaultValue = "cosine",
            description = "How the learning rate goes down: cosine, plateau, constant [${DEFAULT-VALUE}].")
    private Schedule.Kind schedule = Schedule.Kind.COSINE;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "50",
            description = "Steps of linear warm-up [${DEFAULT-VALUE}].")
    private int warmUp;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "Of --schedule plateau: epochs without a better mIoU before the rate is lowered [${DEFAULT-VALUE}].")
    private int patience;

    @Option(
            names = "--factor",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "Of --schedule plateau: what the rate is multiplied by then [${DEFAULT-VALUE}].")
    private double factor;

    @Option(
            names = "--early-stopping",
            paramLabel = "N",
            defaultValue = "0",
            description = "Epochs without a better mIoU after which a leg ends; 0 for never [${DEFAULT-VALUE}].")
    private int earlyStopping;

    @Option(
            names = "--clip",
            paramLabel = "X",
            defaultValue = "1",
            description = "Limit of the gradients' joint norm; 0 for none [${DEFAULT-VALUE}].")
    private double clip;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.01",
            description = "Decoupled weight decay of kernels; 0 for plain Adam [${DEFAULT-VALUE}].")
    private double weightDecay;

    @Option(
            names = "--ema",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "Decay of the moving average of the weights, which is then validated and kept, for instance 0.999;"
                            + " 0 for none [${DEFAULT-VALUE}].")
    private double averageDecay;

    @Option(
            names = "--freeze",
            split = ",",
            paramLabel = "PART",
            description = "Parts of the base that stay as they are, for instance stage1,stage2.attention.")
    private @Nullable List<String> frozen;

    @Option(
            names = "--augment",
            split = ",",
            paramLabel = "KIND",
            defaultValue = ALL,
            description = "Variations of the images: all, none, or some of flips, rotation, scale, colour, dropout"
                    + " [${DEFAULT-VALUE}].")
    private List<String> augmentation = List.of(ALL);

    @Option(names = "--bce", paramLabel = "X", defaultValue = "1", description = "Weight of L_BCE [${DEFAULT-VALUE}].")
    private double crossEntropy;

    @Option(
            names = "--dice",
            paramLabel = "X",
            defaultValue = "1",
            description = "Weight of L_Dice [${DEFAULT-VALUE}].")
    private double dice;

    @Option(
            names = "--kl",
            paramLabel = "X",
            defaultValue = "1",
            description = "Weight of the KL term of the alignment; 0 for none [${DEFAULT-VALUE}].")
    private double kl;

    @Option(
            names = "--l2",
            paramLabel = "X",
            defaultValue = "1",
            description = "Weight of the L2 term of the alignment; 0 for none [${DEFAULT-VALUE}].")
    private double l2;

    @Option(
            names = "--align-stages",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2,3,4",
            description = "Encoder stages that are aligned with the twin's [${DEFAULT-VALUE}].")
    private List<Integer> alignedStages = List.of();

    @Option(
            names = "--supervision",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "Weight of the stage masks' own segmentation loss; 0 for none [${DEFAULT-VALUE}].")
    private double supervision;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private WindowOption window;

    @Option(
            names = "--tiles",
            paramLabel = "N",
            description =
                    "Squares that an epoch cuts from each image at random places, at its own scale, for images with"
                            + " many small objects; 0 to see each image whole [0, with a --base that sees tiles 16].")
    private @Nullable Integer crops;

    @Option(
            names = "--recompute",
            description =
                    "Compute activations a second time instead of keeping them: about half the memory, a third more"
                            + " time, the same gradients.")
    private boolean recompute;

    long seed() {
        return seed;
    }

    /**
     * The plan for a network that begins with a base, or with nothing.
     *
     * @throws IllegalArgumentException if the options make no sense
     */
    TrainingPlan plan(Optional<ModelBundle> base, LearningEngine engine) {
        boolean teacherGiven = base.isPresent() && base.get().card().twin();
        if (channels != null
                && base.isPresent()
                && !channels.equals(base.get().card().network().channels())) {
            throw new IllegalArgumentException("a training that begins with '"
                    + base.get().card().id() + "' has its channels, "
                    + base.get().card().network().channels() + "; leave --channels out");
        }
        return plan(base, frozen(base), teacherGiven ? 0 : DEFAULT_TWIN_EPOCHS, engine);
    }

    /**
     * The plan for a network like a model's that begins with nothing.
     *
     * @throws IllegalArgumentException if the options make no sense
     */
    TrainingPlan planLike(ModelBundle model, LearningEngine engine) {
        if (frozen != null) {
            throw new IllegalArgumentException("--freeze has no use where everything is trained anew");
        }
        TrainingPlan plan = plan(Optional.of(model), Set.of(), DEFAULT_TWIN_EPOCHS, engine);
        if (plan.twinLegs().isEmpty()) {
            throw new IllegalArgumentException(
                    "without an SA twin nothing is aligned, and the rows about alignment would say nothing;"
                            + " --sa-epochs must be at least 1");
        }
        return plan;
    }

    private TrainingPlan plan(
            Optional<ModelBundle> like, Set<String> kept, int defaultTwinEpochs, LearningEngine engine) {
        NetworkConfig network = like.map(b -> b.card().network()).orElse(NetworkConfig.DEFAULT);
        if (channels != null) {
            network = network.withChannels(channels);
        }
        Leg last = new Leg(
                size != null
                        ? size
                        : like.map(b -> b.card().preprocessing().width()).orElse(DEFAULT_SIZE),
                timeSteps != null ? timeSteps : network.timeSteps(),
                batch,
                epochs);
        List<Leg> spiking = legs == null ? List.of(last) : legs(legs, last);
        return new TrainingPlan(
                network.withTimeSteps(spiking.get(spiking.size() - 1).timeSteps()),
                twin(spiking.get(0), defaultTwinEpochs),
                spiking,
                seed,
                new OptimiserOptions(learningRate, weightDecay, clip, averageDecay, kept),
                new Schedule(schedule, warmUp, patience, factor, earlyStopping),
                augmentation(),
                new LossOptions(crossEntropy, dice, kl, l2, supervision, new TreeSet<>(alignedStages)),
                recompute,
                engine,
                framing(like));
    }

    private Framing framing(Optional<ModelBundle> like) {
        boolean tiled = like.map(b -> b.card().preprocessing().kind() == PreprocessingSpec.Kind.TILE)
                .orElse(false);
        int asked = crops != null ? crops : tiled ? DEFAULT_CROPS : 0;
        List<Double> seen =
                window.orElse(like.map(b -> b.card().preprocessing().window()).orElse(List.of()));
        return (asked == 0 ? Framing.WHOLE : Framing.tiles(asked)).through(seen);
    }

    private List<Leg> twin(Leg like, int defaultEpochs) {
        if (twinLegs != null) {
            return legs(twinLegs, new Leg(like.size(), 1, like.batch(), 1));
        }
        int count = twinEpochs != null ? twinEpochs : defaultEpochs;
        if (count < 0) {
            throw new IllegalArgumentException("--sa-epochs must not be negative: " + count);
        }
        return count == 0 ? List.of() : List.of(new Leg(like.size(), 1, like.batch(), count));
    }

    private static List<Leg> legs(List<String> texts, Leg like) {
        List<Leg> legs = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = LEG.matcher(text.trim().toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text
                        + "' is no leg; write EPOCHSxSIZE, :tT and :bN if wanted, for instance 20x128:t1:b8");
            }
            legs.add(new Leg(
                    Integer.parseInt(matcher.group(2)),
                    matcher.group(3) == null ? like.timeSteps() : Integer.parseInt(matcher.group(3)),
                    matcher.group(4) == null ? like.batch() : Integer.parseInt(matcher.group(4)),
                    Integer.parseInt(matcher.group(1))));
        }
        return legs;
    }

    private Set<String> frozen(Optional<ModelBundle> base) {
        if (frozen == null) {
            return Set.of();
        }
        ModelBundle begun = base.orElseThrow(
                () -> new IllegalArgumentException("--freeze keeps parts of a base as they are; name one with --base"));
        for (String part : frozen) {
            boolean known = begun.spiking().names().stream().anyMatch(name -> name.startsWith(part + "."));
            if (!known) {
                throw new IllegalArgumentException("--freeze: the base has no part '" + part
                        + "'; its parts are stage1 to stage4, halving1 to halving3, fusion1 to fusion4, head");
            }
        }
        return Set.copyOf(frozen);
    }

    private Augmentation augmentation() {
        if (augmentation.equals(List.of(ALL))) {
            return Augmentation.DEFAULT;
        }
        if (augmentation.equals(List.of(NONE))) {
            return Augmentation.NONE;
        }
        Set<Augmentation.Kind> kinds = EnumSet.noneOf(Augmentation.Kind.class);
        for (String name : augmentation) {
            try {
                kinds.add(Augmentation.Kind.valueOf(name.trim().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "--augment knows all, none, or some of flips, rotation, scale, colour," + " dropout, not '"
                                + name + "'",
                        e);
            }
        }
        return Augmentation.of(kinds);
    }
}
