package org.medspike.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.medspike.storage.AtomicFile;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Safetensors.Precision;
import org.medspike.tensor.Weights;

/** Writes a bundle beside its final place, reads it back, and only then puts it there. */
public final class BundleWriter {

    private BundleWriter() {}

    /**
     * Writes or replaces a bundle.
     *
     * @param folder where it shall be; its parent is made if missing
     * @param card its entry for the weights is filled in here
     * @param spiking weights of the spiking network
     * @param twin weights of the ANN twin, or none
     * @param companions further files for people, by name: how it was trained, for instance
     * @return the bundle as it was read back
     * @throws IOException if it could not be written; then what was there before is still there
     */
    public static ModelBundle write(
            Path folder,
            ModelCard card,
            Weights spiking,
            Weights twin,
            Precision precision,
            Map<String, byte[]> companions)
            throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path fresh = parent.resolve("." + folder.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectory(fresh);
            Weights all = spiking.prefixed(BundleReader.SPIKING).plus(twin.prefixed(BundleReader.TWIN));
            Path weights = fresh.resolve(BundleReader.WEIGHTS);
            Safetensors.Contents contents = new Safetensors.Contents(all, Map.of("format", "pt"));
            AtomicFile.write(weights, out -> Safetensors.write(out, contents, precision));
            WeightsFile file = new WeightsFile(BundleReader.WEIGHTS, Files.size(weights), Fingerprint.sha256(weights));
            AtomicFile.writeText(fresh.resolve(BundleReader.CARD), CardJson.write(card.withWeights(file)));
            for (Map.Entry<String, byte[]> companion : companions.entrySet()) {
                AtomicFile.write(fresh.resolve(companion.getKey()), out -> out.write(companion.getValue()));
            }
            ModelBundle written = BundleReader.read(fresh);
            replace(folder, fresh);
            return written;
        } finally {
            delete(fresh);
        }
    }

    /**
     * Replaces the card of a bundle; its weights and companions stay.
     *
     * @throws IOException if there is no card yet, or it could not be written; then the card is what it was
     */
    public static void replaceCard(Path folder, ModelCard card) throws IOException {
        WeightsFile known = BundleReader.readCard(folder).weights();
        AtomicFile.writeText(folder.resolve(BundleReader.CARD), CardJson.write(card.withWeights(known)));
    }

    /**
     * Replaces card and weights of a bundle; its companions stay.
     *
     * @throws IOException if it could not be written; then the bundle is what it was
     */
    public static void rewrite(Path folder, ModelBundle bundle, Precision precision) throws IOException {
        Map<String, byte[]> companions = new TreeMap<>();
        for (String name : ModelLibrary.COMPANIONS) {
            Path companion = folder.resolve(name);
            if (Files.isRegularFile(companion)) {
                companions.put(name, Files.readAllBytes(companion));
            }
        }
        write(folder, bundle.card(), bundle.spiking(), bundle.twin(), precision, companions);
    }

    /** Puts a finished folder in the place of another; what was there is deleted last. */
    static void replace(Path folder, Path fresh) throws IOException {
        if (!Files.exists(folder)) {
            Files.move(fresh, folder);
            return;
        }
        Path old = folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID() + ".old");
        Files.move(folder, old);
        try {
            Files.move(fresh, folder);
        } catch (IOException e) {
            Files.move(old, folder);
            throw e;
        }
        delete(old);
    }

    /** Removes a folder and all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> contents;
        try (Stream<Path> walk = Files.walk(folder)) {
            contents = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : contents) {
            Files.delete(path);
        }
    }
}
