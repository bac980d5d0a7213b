package org.medspike.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The models at hand: those that came with the program and those of the user.
 *
 * <p>Each is a folder named by its id. A user's model hides a built-in one of the same id. Folders are looked up afresh
 * at each call, so models that appear meanwhile are found.
 *
 * @param builtIn folder of the models that came with the program; need not exist
 * @param own folder of the user's models; made when the first is added
 */
public record ModelLibrary(Path builtIn, Path own) {

    /** Files for people that a bundle may hold beside card and weights. */
    static final List<String> COMPANIONS = List.of("split.json", "curves.csv", "curves.png");

    private static final long LARGEST_COMPANION = 16L << 20;

    /**
     * A model, or what stands where one should be.
     *
     * @param id name of its folder
     * @param folder where it is
     * @param builtIn whether it came with the program
     * @param card its card; empty where it cannot be read
     * @param fault why it cannot be read; empty where it can
     */
    public record Entry(String id, Path folder, boolean builtIn, Optional<ModelCard> card, Optional<String> fault) {}

    /** All models, sorted by id; only their cards are read. */
    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>(entries(own, false));
        for (Entry entry : entries(builtIn, true)) {
            if (entries.stream().noneMatch(user -> user.id().equals(entry.id()))) {
                entries.add(entry);
            }
        }
        entries.sort((a, b) -> a.id().compareTo(b.id()));
        return entries;
    }

    private static List<Entry> entries(Path root, boolean builtIn) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return entries;
        }
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                String id = folder.getFileName().toString();
                if (id.startsWith(".")) {
                    continue;
                }
                entries.add(entry(id, folder, builtIn));
            }
        }
        return entries;
    }

    private static Entry entry(String id, Path folder, boolean builtIn) {
        try {
            ModelCard card = BundleReader.readCard(folder);
            if (!card.id().equals(id)) {
                String fault = "The model " + folder + " calls itself '" + card.id() + "'; folder and id must agree.";
                return new Entry(id, folder, builtIn, Optional.empty(), Optional.of(fault));
            }
            return new Entry(id, folder, builtIn, Optional.of(card), Optional.empty());
        } catch (BundleException e) {
            return new Entry(id, folder, builtIn, Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /**
     * A model, and why it was chosen.
     *
     * @param id of the model
     * @param reason for the user
     */
    public record Choice(String id, String reason) {}

    /**
     * A model for where any will do: the first of the built-in ones by its id, else the first of the user's.
     *
     * @throws BundleException if there is none
     */
    public Choice any() throws IOException {
        return list().stream()
                .filter(entry -> entry.card().isPresent())
                .min(Comparator.comparing(Entry::builtIn).reversed().thenComparing(Entry::id))
                .map(entry -> new Choice(entry.id(), entry.builtIn() ? "a built-in model" : "the first of your models"))
                .orElseThrow(() -> new BundleException("No usable model is at hand in " + builtIn + " or " + own
                        + ". Install the program again, or import a model."));
    }

    /**
     * Where a model is.
     *
     * @throws BundleException if there is none; the message lists those at hand
     */
    public Path locate(String id) throws IOException {
        List<Entry> entries = list();
        for (Entry entry : entries) {
            if (entry.id().equals(id)) {
                return entry.folder();
            }
        }
        String known = entries.isEmpty()
                ? "There are no models at all in " + builtIn + " and " + own + "."
                : "Models at hand: "
                        + String.join(", ", entries.stream().map(Entry::id).toList()) + ".";
        throw new BundleException("There is no model '" + id + "'. " + known);
    }

    /**
     * Reads and checks a model.
     *
     * @throws BundleException if there is none, or it is refused
     */
    public ModelBundle load(String id) throws IOException {
        return BundleReader.read(locate(id));
    }

    /** Where a user's model of this id belongs. */
    public Path ownFolder(String id) {
        ModelCard.checkId(id);
        return own.resolve(id);
    }

    /**
     * Takes a copy of a bundle from elsewhere, after checking all of it.
     *
     * @param source a folder with a card and weights
     * @return what was taken
     * @throws BundleException if it is refused, or the user already has a model of its id
     */
    public ModelBundle importFrom(Path source) throws IOException {
        ModelBundle bundle = BundleReader.read(source);
        Path target = ownFolder(bundle.card().id());
        if (Files.exists(target)) {
            throw new BundleException("You already have a model '"
                    + bundle.card().id() + "' in " + target + ". Remove or rename it first; nothing was changed.");
        }
        Files.createDirectories(own);
        Path fresh = own.resolve("." + bundle.card().id() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectory(fresh);
            for (String name : List.of(BundleReader.CARD, BundleReader.WEIGHTS)) {
                Files.copy(source.resolve(name), fresh.resolve(name));
            }
            for (String name : COMPANIONS) {
                Path companion = source.resolve(name);
                if (Files.isRegularFile(companion) && Files.size(companion) <= LARGEST_COMPANION) {
                    Files.copy(companion, fresh.resolve(name));
                }
            }
            ModelBundle copied = BundleReader.read(fresh);
            BundleWriter.replace(target, fresh);
            return copied;
        } finally {
            BundleWriter.delete(fresh);
        }
    }
}
