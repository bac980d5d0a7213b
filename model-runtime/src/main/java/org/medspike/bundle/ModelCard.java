package org.medspike.bundle;

import java.util.List;
import java.util.regex.Pattern;
import org.medspike.network.NetworkConfig;

/**
 * What a model is, for people and for the program: the content of {@code model.json}.
 *
 * @param formatVersion version of this file's format, {@value #FORMAT_VERSION}
 * @param id short name: lower-case letters, digits, {@code . _ -}
 * @param name for people
 * @param modality kind of image, for instance {@code endoscopy}
 * @param target what the mask shows, for instance {@code polyp}
 * @param description one or two sentences
 * @param intendedUse what it may be used for
 * @param limitations where it is known or expected to fail
 * @param licence of the weights
 * @param created date of the last training, ISO 8601
 * @param network the spiking network's variant
 * @param twin whether the weights of the ANN twin are there too
 * @param preprocessing how an image becomes the input
 * @param threshold probability from which a pixel belongs to the object
 * @param parameters learned values of the spiking network
 * @param macs multiply-accumulates of the spiking network for one image at the input size
 * @param metrics how good it is
 * @param provenance where it comes from
 * @param weights the file of weights
 */
public record ModelCard(
        int formatVersion,
        String id,
        String name,
        String modality,
        String target,
        String description,
        String intendedUse,
        String limitations,
        String licence,
        String created,
        NetworkConfig network,
        boolean twin,
        PreprocessingSpec preprocessing,
        float threshold,
        long parameters,
        long macs,
        List<Metric> metrics,
        Provenance provenance,
        WeightsFile weights) {

    /** The format that this program writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 2;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Refuses a card that makes no sense. */
    public ModelCard {
        checkId(id);
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("the threshold must lie between 0 and 1, not " + threshold);
        }
        int multiple = network.sizeMultiple();
        if (preprocessing.width() % multiple != 0 || preprocessing.height() % multiple != 0) {
            throw new IllegalArgumentException("the input size must be a multiple of " + multiple + " px, not "
                    + preprocessing.width() + " x " + preprocessing.height());
        }
        metrics = List.copyOf(metrics);
    }

    /**
     * Refuses an id that could be taken for a path or an option.
     *
     * @throws IllegalArgumentException with the rule
     */
    public static void checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a model id is 1 to 64 lower-case letters, digits, dots, dashes or"
                    + " underscores and begins with a letter or digit; '" + id + "' is not");
        }
    }

    /** This card for another file of weights. */
    ModelCard withWeights(WeightsFile file) {
        return with(network, preprocessing, threshold, metrics, file);
    }

    /** This with another variant of the network and another input, for trying it; cost and scores stay what they were. */
    public ModelCard withNetwork(NetworkConfig variant, PreprocessingSpec input) {
        return with(variant, input, threshold, metrics, weights);
    }

    /** This with another way of using the same weights, and how good that is. */
    public ModelCard withUse(PreprocessingSpec input, float cut, List<Metric> scores) {
        return with(network, input, cut, scores, weights);
    }

    private ModelCard with(
            NetworkConfig variant, PreprocessingSpec input, float cut, List<Metric> scores, WeightsFile file) {
        return new ModelCard(
                formatVersion,
                id,
                name,
                modality,
                target,
                description,
                intendedUse,
                limitations,
                licence,
                created,
                variant,
                twin,
                input,
                cut,
                parameters,
                macs,
                scores,
                provenance,
                file);
    }
}
