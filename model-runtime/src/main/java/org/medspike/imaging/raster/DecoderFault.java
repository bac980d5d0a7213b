package org.medspike.imaging.raster;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.ImageReadException;

/** Puts what a decoder throws into a sentence for the user. */
final class DecoderFault {

    /** How decoders say it, besides the exception that is meant for it. */
    private static final List<String> EARLY_END = List.of("EOFException", "premature end", "invalid chunk length");

    private DecoderFault() {}

    static ImageReadException told(Exception fault) {
        if (fault instanceof ImageReadException known) {
            return known;
        }
        for (Throwable next = fault; next != null; next = next.getCause()) {
            Throwable cause = next;
            if (cause instanceof EOFException || EARLY_END.stream().anyMatch(words -> says(cause, words))) {
                return endsTooEarly(fault);
            }
        }
        if (says(fault, "unsupported") || says(fault, "unknown TIFF compression")) {
            return ImageReadException.unsupported(
                    "it is stored in a way that this version does not read (" + fault.getMessage() + ")");
        }
        // What an I/O fault says is meant to be read; what a programming fault in a decoder says is not.
        String detail =
                fault instanceof IOException && fault.getMessage() != null ? " (" + fault.getMessage() + ")" : "";
        return ImageReadException.broken("the image data are damaged" + detail, fault);
    }

    static ImageReadException endsTooEarly(@Nullable Exception fault) {
        return ImageReadException.broken(
                "the file ends before the image does; it is damaged or was copied only in part", fault);
    }

    private static boolean says(Throwable fault, String words) {
        return fault.getMessage() != null
                && fault.getMessage().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}
