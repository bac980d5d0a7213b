package org.medspike.dataset;

import java.io.IOException;
import java.util.List;

/** A data folder cannot be used; the message tells the user which files and why. */
public final class DataFolderException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_TOLD = 20;

    /** With a sentence for the user. */
    public DataFolderException(String message) {
        super(message);
    }

    /**
     * Several faults at once, so that they can be mended at once.
     *
     * @param faults a sentence each, at least one
     */
    static DataFolderException of(List<String> faults) {
        if (faults.size() == 1) {
            return new DataFolderException(faults.get(0));
        }
        StringBuilder text = new StringBuilder(faults.size() + " faults were found in the data folder:");
        faults.stream().limit(MOST_TOLD).forEach(fault -> text.append("\n  ").append(fault));
        if (faults.size() > MOST_TOLD) {
            text.append("\n  And ").append(faults.size() - MOST_TOLD).append(" more.");
        }
        return new DataFolderException(text.toString());
    }
}
