package org.medspike.app.workbench;

import org.medspike.app.Faults;
import org.medspike.bundle.BundleException;
import org.medspike.imaging.ImageReadException;

/** Why something failed, as a sentence for the user; what is no sentence yet goes to the log. */
final class Told {

    private Told() {}

    /** The reason, ending in a full stop. */
    static String reason(Exception failure) {
        boolean told = failure instanceof ImageReadException || failure instanceof BundleException;
        if (!told) {
            Faults.log("a job of the window failed", failure);
        }
        String text = told
                ? failure.getMessage()
                : "a fault of the program itself (" + failure.getClass().getSimpleName() + "); the log has the details";
        return text.endsWith(".") ? text : text + ".";
    }
}
