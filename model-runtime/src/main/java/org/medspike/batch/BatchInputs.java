package org.medspike.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.medspike.imaging.ImageFiles;

/**
 * The files that some paths stand for.
 *
 * @param files what is to be worked on, in order; no two of them write to the same target
 * @param faults paths that stand for nothing, with the reason
 */
public record BatchInputs(List<BatchInput> files, List<Fault> faults) {

    private static final List<String> RESULTS =
            List.of("_mask.png", "_prob.png", "_mask.nii.gz", "_prob.nii.gz", "_seg.dcm");

    /**
     * A path that stands for nothing.
     *
     * @param path as it was given
     * @param reason a sentence
     */
    public record Fault(Path path, String reason) {}

    /**
     * Looks for files.
     *
     * <p>A file stands for itself, whatever its name; a folder for all images in it and below it (see
     * {@link ImageFiles#search}), but for those in the output folder. Where two files would write to one target ({@code a.png} and {@code a.jpg}), the
     * later one keeps its extension as a part of the target.
     *
     * @param paths files and folders
     * @param out the output folder, whose content is never an input
     */
    public static BatchInputs find(List<Path> paths, Path out) throws IOException {
        List<BatchInput> files = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                faults.add(new Fault(path, "there is no such file or folder"));
            } else if (Files.isDirectory(path)) {
                List<Path> found = search(path, out);
                if (found.isEmpty()) {
                    faults.add(new Fault(path, "the folder " + ImageFiles.NONE_FOUND));
                }
                for (Path file : found) {
                    files.add(new BatchInput(file, target(path.relativize(file), taken)));
                }
            } else {
                files.add(new BatchInput(path, target(path.getFileName(), taken)));
            }
        }
        return new BatchInputs(List.copyOf(files), List.copyOf(faults));
    }

    /** The same inputs under names that tell nothing of them: {@code image_0001} and so on, in their order. */
    public BatchInputs anonymous() {
        List<BatchInput> named = new ArrayList<>();
        for (BatchInput input : files) {
            named.add(new BatchInput(input.file(), String.format(Locale.ROOT, "image_%04d", named.size() + 1)));
        }
        List<Fault> missing = new ArrayList<>();
        for (Fault fault : faults) {
            missing.add(
                    new Fault(Path.of(String.format(Locale.ROOT, "missing_%04d", missing.size() + 1)), fault.reason()));
        }
        return new BatchInputs(List.copyOf(named), List.copyOf(missing));
    }

    private static List<Path> search(Path folder, Path out) throws IOException {
        Path results = out.toAbsolutePath().normalize();
        boolean inside = !folder.toAbsolutePath().normalize().equals(results);
        return ImageFiles.search(folder).stream()
                .filter(file -> inside
                        ? !file.toAbsolutePath().normalize().startsWith(results)
                        : !isResult(file.getFileName().toString()))
                .toList();
    }

    /** Whether a file in the output folder itself was written by this program. */
    private static boolean isResult(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESULTS.stream().anyMatch(lower::endsWith);
    }

    private static String target(Path relative, Set<String> taken) {
        // A back slash is a part of the name where it does not separate folders, and must not become a separator later.
        String name = relative.toString()
                .replace(relative.getFileSystem().getSeparator(), "/")
                .replace('\\', '_');
        String target = ImageFiles.stem(name);
        for (int i = 2; !taken.add(target.toLowerCase(Locale.ROOT)); i++) {
            target = i == 2 ? name.replace('.', '_') : name.replace('.', '_') + "_" + i;
        }
        return target;
    }
}
