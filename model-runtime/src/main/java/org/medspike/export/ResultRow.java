package org.medspike.export;

import org.medspike.mask.Measurements;

/** What became of one frame of one input file. */
public sealed interface ResultRow {

    /** The input as the user named it. */
    String file();

    /**
     * A frame that was segmented.
     *
     * @param file the input as the user named it
     * @param frame number of the frame in the file, from 1
     * @param model id of the model
     * @param modelSha256 fingerprint of the model
     * @param threshold probability from which a pixel counted as object
     * @param measured what was measured of the mask
     * @param seconds time taken, from opening the file to the finished mask
     * @param message a remark for the user; mostly empty
     */
    record Segmented(
            String file,
            int frame,
            String model,
            String modelSha256,
            float threshold,
            Measurements measured,
            double seconds,
            String message)
            implements ResultRow {}

    /**
     * A file or frame that could not be segmented.
     *
     * @param file the input as the user named it
     * @param frame number of the frame in the file, from 1; 0 where the file failed as a whole
     * @param model id of the model; empty where none was chosen yet
     * @param modelSha256 fingerprint of the model, likewise
     * @param message the cause, as a sentence for the user
     */
    record Failed(String file, int frame, String model, String modelSha256, String message) implements ResultRow {}
}
