package org.medspike.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medspike.imaging.ImageFiles;

/**
 * A folder with {@code images/} and {@code masks/}, whose files are paired by equal stems; DICOM segmentations in {@code
 * masks/} are paired with the images that they refer to.
 *
 * @param root the folder
 * @param cases the pairs of image and mask, sorted by stem
 */
public record DataFolder(Path root, List<Case> cases) {

    /**
     * Lists and pairs the files; of those that may hold several frames, and of DICOM files, the header is read.
     *
     * <p>A file that cannot be opened counts as one image: {@link Inspection} tells it together with all other faults.
     *
     * @throws DataFolderException if a folder is missing or empty, or naming all files without a partner
     */
    public static DataFolder open(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new DataFolderException("The data folder " + root + " does not exist.");
        }
        Pairing pairing = new Pairing(stems(root, "images"), stems(root, "masks"));
        return new DataFolder(root, pairing.cases());
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
