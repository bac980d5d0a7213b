package org.medspike.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.MalformedWeightsException;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Weights;

/**
 * Reads a bundle and refuses it unless everything about it is right: format version, names, sizes, checksum, every
 * parameter of both networks, and that all numbers are finite.
 */
public final class BundleReader {

    /** Name of the card in a bundle. */
    static final String CARD = "model.json";

    /** Name of the weights in a bundle; a card may name no other. */
    static final String WEIGHTS = "weights.safetensors";

    /** Prefix of the spiking network's weights. */
    static final String SPIKING = "spiking";

    /** Prefix of the ANN twin's weights. */
    static final String TWIN = "twin";

    private static final long MOST_CARD_BYTES = 1 << 20;

    private BundleReader() {}

    /**
     * Reads only the card.
     *
     * @throws BundleException naming the bundle and the fault
     */
    public static ModelCard readCard(Path folder) throws BundleException {
        Path file = folder.resolve(CARD);
        try {
            if (!Files.isDirectory(folder)) {
                throw new BundleException("there is no such folder");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new BundleException("it has no " + CARD);
            }
            if (Files.size(file) > MOST_CARD_BYTES) {
                throw new BundleException("its " + CARD + " has " + Files.size(file) + " bytes, which no card needs");
            }
            return CardJson.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw refused(folder, e);
        }
    }

    /**
     * Reads and checks a whole bundle.
     *
     * @throws BundleException naming the bundle and the fault
     */
    public static ModelBundle read(Path folder) throws BundleException {
        ModelCard card = readCard(folder);
        try {
            Path file = weightsFile(folder, card.weights());
            Weights weights = Safetensors.read(file).weights();
            Weights spiking = weights.under(SPIKING);
            Weights twin = weights.under(TWIN);
            Set<String> expected = new HashSet<>();
            check("the spiking network", card.network(), spiking, SPIKING, expected);
            if (card.twin()) {
                check("the SA twin", card.network().twin(), twin, TWIN, expected);
            }
            for (Map.Entry<String, FloatTensor> entry : weights.tensors().entrySet()) {
                if (!expected.contains(entry.getKey())) {
                    throw new BundleException(
                            "its weights hold '" + entry.getKey() + "', which the network does not have");
                }
                checkFinite(entry.getKey(), entry.getValue());
            }
            return new ModelBundle(card, spiking, twin);
        } catch (IOException | IllegalArgumentException e) {
            throw refused(folder, e);
        }
    }

    private static Path weightsFile(Path folder, WeightsFile declared) throws IOException {
        if (!declared.file().equals(WEIGHTS)) {
            throw new BundleException("its weights must be called " + WEIGHTS + ", not '" + declared.file() + "'");
        }
        Path file = folder.resolve(WEIGHTS);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BundleException("it has no " + WEIGHTS);
        }
        if (Files.size(file) != declared.bytes()) {
            throw new BundleException("its weights have " + Files.size(file) + " bytes where the card says "
                    + declared.bytes() + "; the copy is incomplete");
        }
        String sha256 = Fingerprint.sha256(file);
        if (!sha256.equals(declared.sha256())) {
            throw new BundleException("its weights are damaged or were exchanged: their SHA-256 is " + sha256
                    + ", the card says " + declared.sha256());
        }
        return file;
    }

    private static void check(String whose, NetworkConfig config, Weights weights, String prefix, Set<String> expected)
            throws BundleException {
        for (ParameterSpec spec : NetworkCost.declare(config).parameters()) {
            try {
                weights.require(spec);
            } catch (IllegalArgumentException e) {
                throw new BundleException("its weights do not fit " + whose + ": " + e.getMessage(), e);
            }
            expected.add(prefix + "." + spec.name());
        }
    }

    private static void checkFinite(String name, FloatTensor tensor) throws BundleException {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw new BundleException("its weight '" + name + "' holds a value that is no number");
            }
        }
    }

    private static BundleException refused(Path folder, Exception fault) {
        String what = fault instanceof MalformedWeightsException ? "its weights cannot be read: " : "";
        return new BundleException("The model " + folder + " is refused: " + what + fault.getMessage() + ".", fault);
    }
}
