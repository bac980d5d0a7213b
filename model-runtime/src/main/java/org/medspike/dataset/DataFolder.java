package org.medspike.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/**
 * A folder with {@code images/} and {@code masks/}, whose files are paired by equal stems.
 *
 * @param root the folder
 * @param cases the pairs of image and mask, sorted by stem
 */
public record DataFolder(Path root, List<Case> cases) {

    /** Formats that hold one image, by their extensions. */
    private static final List<String> SINGLE = List.of(".png", ".jpg", ".jpeg", ".bmp");

    /**
     * Lists and pairs the files; of those that may hold several frames the header is read.
     *
     * <p>A file that cannot be opened counts as one image: {@link Inspection} tells it together with all other faults.
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
        List<Case> cases = new ArrayList<>();
        ImageFiles files = new ImageFiles();
        for (Map.Entry<String, Path> image : images.entrySet()) {
            Path mask = masks.get(image.getKey());
            if (mask != null) {
                cases.addAll(cases(image.getKey(), image.getValue(), mask, files, faults));
            }
        }
        if (!faults.isEmpty()) {
            throw DataFolderException.of(faults);
        }
        return new DataFolder(root, List.copyOf(cases));
    }

    /** One case a frame; a fault where image and mask do not have equally many. */
    private static List<Case> cases(String stem, Path image, Path mask, ImageFiles files, List<String> faults) {
        int frames = frames(image, files);
        int drawn = frames(mask, files);
        if (frames != drawn) {
            faults.add("The image " + image + " has " + frames + " frames, its mask " + drawn + ".");
            return List.of();
        }
        if (frames == 1) {
            return List.of(new Case(stem, image, mask));
        }
        return IntStream.range(0, frames)
                .mapToObj(i -> new Case(String.format(Locale.ROOT, "%s_%04d", stem, i + 1), image, mask, i, stem))
                .toList();
    }

    private static int frames(Path file, ImageFiles files) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (SINGLE.stream().anyMatch(name::endsWith)) {
            return 1;
        }
        try (ImageSource source = files.open(file)) {
            return source.info().frames();
        } catch (ImageReadException e) {
            return 1;
        }
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
