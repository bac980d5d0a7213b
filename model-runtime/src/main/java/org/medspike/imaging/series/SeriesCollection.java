package org.medspike.imaging.series;

import java.util.List;

/**
 * What was found in a folder or around a file.
 *
 * @param series in the order in which their first files were found
 * @param read files that were read as images
 * @param refused files that could not be, a sentence each, with the file's name
 */
public record SeriesCollection(List<Series> series, int read, List<String> refused) {

    /** Copies the lists. */
    public SeriesCollection {
        series = List.copyOf(series);
        refused = List.copyOf(refused);
    }

    /** Does not tell the files. */
    @Override
    public String toString() {
        return "SeriesCollection[" + series.size() + " series, " + read + " files read, " + refused.size()
                + " refused]";
    }
}
