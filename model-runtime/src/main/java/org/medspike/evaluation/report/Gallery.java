package org.medspike.evaluation.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.medspike.dataset.DataFolderException;
import org.medspike.evaluation.ImageScore;
import org.medspike.evaluation.run.Protocol;
import org.medspike.evaluation.run.ScoredImage;
import org.medspike.evaluation.run.WorstImages;
import org.medspike.export.ErrorMapPng;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;

/**
 * Pictures of the errors in the worst images.
 *
 * @param protocol under which they are worst, and on whose grid the errors are drawn
 * @param entries worst first
 */
record Gallery(Protocol protocol, List<Entry> entries) {

    private static final String FOLDER = "errors";

    /**
     * A picture.
     *
     * @param score how bad it is
     * @param file where the picture is, relative to the report, with {@code /} between folders
     */
    record Entry(ImageScore score, String file) {}

    /**
     * Decodes the images again and writes their pictures.
     *
     * @param out the report's folder
     * @throws IOException if a picture could not be written, or an image is no longer what it was
     */
    static Gallery write(Path out, WorstImages worst, ImageFiles files) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (ScoredImage image : worst.sorted()) {
            String file = FOLDER + "/" + pictureName(image.source().stem());
            ErrorMapPng.write(out.resolve(file), picture(image, files), image.predicted(), image.truth());
            entries.add(new Entry(image.score(), file));
        }
        return new Gallery(worst.protocol(), List.copyOf(entries));
    }

    private static Frame picture(ScoredImage image, ImageFiles files) throws DataFolderException {
        return image.source().loadImage(files);
    }

    /** A path below the folder whatever the stem is: sub-folders are kept, steps upwards and empty names are not. */
    static String pictureName(String stem) {
        return Arrays.stream(stem.replace('\\', '/').split("/"))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.matches("\\.+") ? "_" : part)
                        .map(part -> part.replace(':', '_'))
                        .collect(Collectors.joining("/"))
                + ".png";
    }
}
