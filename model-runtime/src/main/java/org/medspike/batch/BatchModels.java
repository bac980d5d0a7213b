package org.medspike.batch;

import java.io.IOException;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageSource;
import org.medspike.inference.Segmenter;

/** Which model segments what. Used by one thread. */
@FunctionalInterface
public interface BatchModels {

    /**
     * A model that is ready to run.
     *
     * @param segmenter stays its owner's
     * @param reason why this one; empty where it was asked for
     */
    record Chosen(Segmenter segmenter, String reason) {}

    /**
     * The model for a file, and for all that belong to the same volume.
     *
     * @param source the file
     * @param upright its first frame that can be read, held upright
     * @throws IOException if the model cannot be loaded
     */
    Chosen suiting(ImageSource source, Frame upright) throws IOException;

    /** One model for everything. */
    static BatchModels always(Segmenter segmenter) {
        Chosen chosen = new Chosen(segmenter, "");
        return (source, upright) -> chosen;
    }
}
