package org.medspike.evaluation.run;

import java.util.BitSet;
import java.util.Optional;
import org.medspike.imaging.Frame;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Plane;
import org.medspike.inference.Prediction;
import org.medspike.mask.Mask;

/**
 * On which grid prediction and truth are compared. The network's input is the same in all protocols: what its card
 * says.
 *
 * <p>The threshold is the card's. Nothing is filled, smoothed or left out after it.
 */
public enum Protocol {
    /** At each image's own size: what a user of the mask gets. */
    STRICT(
            "strict",
            "Strict: the probability is resampled bilinearly to each image's own size, cut at the model's threshold and"
                    + " compared with the mask as it was drawn."),

    /** On the paper's grid: comparable with published numbers, kinder to coarse outlines. */
    PAPER(
            "paper",
            "Paper: on a grid of " + Protocol.GRID + " x " + Protocol.GRID
                    + " pixels, whatever the aspect ratio. The probability is resampled bilinearly to it and cut at the"
                    + " model's threshold, the mask is squashed to it by nearest neighbour; lengths are px of this grid.");

    /** Side of the paper's grid in pixels. */
    public static final int GRID = 256;

    private final String key;
    private final String sentence;

    Protocol(String key, String sentence) {
        this.key = key;
        this.sentence = sentence;
    }

    /** Its name in options and tables. */
    public String key() {
        return key;
    }

    /** What it is, for reports. */
    public String sentence() {
        return sentence;
    }

    /** The true mask on this protocol's grid. */
    Mask truth(Mask drawn) {
        return this == STRICT ? drawn : nearest(drawn);
    }

    /**
     * The predicted mask on this protocol's grid.
     *
     * @param width of the image
     * @param height of the image
     */
    Mask predicted(Prediction prediction, int width, int height, float threshold) {
        Plane probability = this == STRICT ? prediction.onGrid(width, height) : prediction.onGrid(GRID, GRID);
        return Mask.above(probability, threshold);
    }

    /** How far apart the pixels of this protocol's grid lie; unknown on the paper's grid, whose lengths are its own px. */
    Optional<PixelSpacing> spacing(Frame upright) {
        return this == STRICT ? upright.spacing() : Optional.empty();
    }

    /** Each pixel of the grid takes the value of the pixel in which its centre lies. */
    private static Mask nearest(Mask drawn) {
        BitSet pixels = new BitSet(GRID * GRID);
        for (int y = 0; y < GRID; y++) {
            int row = (int) ((y + 0.5) * drawn.height() / GRID);
            for (int x = 0; x < GRID; x++) {
                int column = (int) ((x + 0.5) * drawn.width() / GRID);
                pixels.set(y * GRID + x, drawn.contains(column, row));
            }
        }
        return new Mask(GRID, GRID, pixels);
    }
}
