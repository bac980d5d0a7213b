package org.medspike.imaging.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;

/**
 * Finds the series in folders and around a file, by headers alone.
 *
 * <p>Thread safe. A file that cannot be read is told in a sentence and hinders no other.
 */
public final class SeriesScan {

    private final ImageFiles files;

    /** A scan that opens what these open. */
    public SeriesScan(ImageFiles files) {
        this.files = files;
    }

    /**
     * Scans files and folders, these with all below them.
     *
     * @param sofar told now and then, ever more seldom, what is found so far: at once after the first image
     * @throws IOException if a folder cannot be listed
     */
    public SeriesCollection scan(List<Path> inputs, Progress progress, Consumer<SeriesCollection> sofar)
            throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                found.addAll(ImageFiles.search(input));
            } else {
                found.add(input);
            }
        }
        return scan(found, Optional.empty(), progress, sofar);
    }

    /**
     * Scans a file and those beside it that belong to the same series. A file that names no series is scanned alone.
     *
     * @param sofar as in {@link #scan}
     * @throws ImageReadException if the file itself cannot be read
     * @throws IOException if its folder cannot be listed
     */
    public SeriesCollection around(Path file, Progress progress, Consumer<SeriesCollection> sofar) throws IOException {
        FileHeader own = FileHeader.read(files, file);
        Optional<String> uid = own.examination().seriesUid();
        List<Path> found = new ArrayList<>(List.of(file));
        if (uid.isPresent()) {
            for (Path other : ImageFiles.beside(file)) {
                if (!Files.isSameFile(other, file)) {
                    found.add(other);
                }
            }
        }
        return scan(found, uid, progress, sofar);
    }

    private SeriesCollection scan(
            List<Path> found, Optional<String> only, Progress progress, Consumer<SeriesCollection> sofar) {
        Grouping grouping = new Grouping();
        List<String> refused = new ArrayList<>();
        int read = 0;
        int tell = 1;
        for (int i = 0; i < found.size() && progress.next(i, found.size()); i++) {
            Path file = found.get(i);
            try {
                FileHeader header = FileHeader.read(files, file);
                if (only.isEmpty() || i == 0 || header.examination().seriesUid().equals(only)) {
                    grouping.add(file, header);
                    read++;
                }
            } catch (ImageReadException e) {
                // Of the files beside the one that was asked for, nobody asked.
                if (only.isEmpty() || i == 0) {
                    refused.add(file.getFileName() + ": " + e.getMessage());
                }
            } catch (RuntimeException e) {
                // One file that no reader foresaw must not cost the user the others.
                refused.add(file.getFileName() + ": its header makes no sense ("
                        + e.getClass().getSimpleName() + ")");
            }
            if (read == tell) {
                sofar.accept(new SeriesCollection(grouping.series(), read, refused));
                tell *= 2;
            }
        }
        return new SeriesCollection(grouping.series(), read, refused);
    }
}
