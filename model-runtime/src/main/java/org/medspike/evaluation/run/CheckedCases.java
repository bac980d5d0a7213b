package org.medspike.evaluation.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medspike.dataset.Case;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;

/**
 * Cases whose files begin as they should. Only headers are read, so that a folder of thousands is checked in seconds,
 * before hours of work; pixels may still turn out to be damaged.
 *
 * @param readable image and mask can be opened
 * @param unreadable the others, with the reason
 */
public record CheckedCases(List<Case> readable, List<Unscored> unreadable) {

    /** Checks. */
    public static CheckedCases of(List<Case> cases, ImageFiles files) {
        List<Case> readable = new ArrayList<>();
        List<Unscored> unreadable = new ArrayList<>();
        for (Case one : cases) {
            String fault = fault(one, files);
            if (fault.isEmpty()) {
                readable.add(one);
            } else {
                unreadable.add(new Unscored(one.stem(), fault));
            }
        }
        return new CheckedCases(List.copyOf(readable), List.copyOf(unreadable));
    }

    private static String fault(Case one, ImageFiles files) {
        for (Path file : List.of(one.image(), one.mask())) {
            try {
                files.open(file).close();
            } catch (ImageReadException e) {
                return "The file " + file + " cannot be read: " + e.getMessage() + ".";
            }
        }
        return "";
    }
}
