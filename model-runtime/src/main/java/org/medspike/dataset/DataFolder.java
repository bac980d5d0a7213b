package org.medspike.dataset;

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
 * @param cases the pairs of image and mask, sorted by stem
 */
public record DataFolder(Path root, List<Case> cases) {

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
        List<String> faults = new ArrayList<>();
        images.keySet().stream()
                .filter(stem -> !masks.containsKey(stem))
                .forEach(stem -> faults.add(
                        "The image " + stem + " has no mask of the same name in " + root.resolve("masks") + "."));
        masks.keySet().stream()
                .filter(stem -> !images.containsKey(stem))
                .forEach(stem -> faults.add(
                        "The mask " + stem + " has no image of the same name in " + root.resolve("images") + "."));
        if (!faults.isEmpty()) {
            throw DataFolderException.of(faults);
        }
        List<Case> cases = new ArrayList<>();
        images.forEach((stem, image) -> cases.add(new Case(stem, image, masks.get(stem))));
        return new DataFolder(root, List.copyOf(cases));
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
}
