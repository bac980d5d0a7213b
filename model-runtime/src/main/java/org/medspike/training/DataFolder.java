package org.medspike.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medspike.imaging.ImageFiles;

/**
 * A folder with {@code images/} and {@code masks/}, whose files are paired by equal stems.
 *
 * @param root the folder
 * @param pairs the pairs, sorted by stem
 */
public record DataFolder(Path root, List<Pair> pairs) {

    private static final int MOST_NAMED = 5;

    /**
     * An image and its mask.
     *
     * @param stem file name without extension, relative to {@code images/}, with {@code /} between folders
     * @param image the image file
     * @param mask the mask file
     */
    public record Pair(String stem, Path image, Path mask) {}

    /**
     * Lists and pairs the files; opens none of them.
     *
     * @throws DataFolderException if a folder is missing or empty, or a file has no partner
     */
    public static DataFolder open(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new DataFolderException("The data folder " + root + " does not exist.");
        }
        Map<String, Path> images = stems(root, "images");
        Map<String, Path> masks = stems(root, "masks");
        List<String> withoutMask = images.keySet().stream()
                .filter(stem -> !masks.containsKey(stem))
                .toList();
        if (!withoutMask.isEmpty()) {
            throw new DataFolderException(
                    named(withoutMask, "image") + " no mask of the same name in " + root.resolve("masks") + ".");
        }
        List<String> withoutImage = masks.keySet().stream()
                .filter(stem -> !images.containsKey(stem))
                .toList();
        if (!withoutImage.isEmpty()) {
            throw new DataFolderException(
                    named(withoutImage, "mask") + " no image of the same name in " + root.resolve("images") + ".");
        }
        List<Pair> pairs = new ArrayList<>();
        images.forEach((stem, image) -> pairs.add(new Pair(stem, image, masks.get(stem))));
        return new DataFolder(root, List.copyOf(pairs));
    }

    private static Map<String, Path> stems(Path root, String name) throws IOException {
        Path folder = root.resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new DataFolderException("The data folder " + root + " has no folder '" + name + "'.");
        }
        Map<String, Path> stems = new TreeMap<>();
        for (Path file : ImageFiles.search(folder)) {
            String relative = folder.relativize(file).toString().replace('\\', '/');
            String stem = ImageFiles.stem(relative);
            Path other = stems.put(stem, file);
            if (other != null) {
                throw new DataFolderException(
                        "Two files share the name '" + stem + "': " + other + " and " + file + ".");
            }
        }
        if (stems.isEmpty()) {
            throw new DataFolderException("The folder " + folder + " " + ImageFiles.NONE_FOUND + ".");
        }
        return stems;
    }

    private static String named(List<String> stems, String what) {
        String names = String.join(", ", stems.subList(0, Math.min(MOST_NAMED, stems.size())));
        String more = stems.size() > MOST_NAMED ? " and " + (stems.size() - MOST_NAMED) + " more" : "";
        return stems.size() == 1
                ? "The " + what + " " + names + " has"
                : stems.size() + " " + what + "s (" + names + more + ") have";
    }
}
