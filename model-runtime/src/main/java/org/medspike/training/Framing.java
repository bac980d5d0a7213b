package org.medspike.training;

import java.util.List;
import org.medspike.bundle.PreprocessingSpec;

/**
 * What of an image a network sees while it learns.
 *
 * @param kind what is done about the image's size
 * @param crops pieces that an epoch draws of each image: one where the image is seen whole
 * @param window as {@link PreprocessingSpec#window()}
 */
public record Framing(PreprocessingSpec.Kind kind, int crops, List<Double> window) {

    /** Whole images, whatever their aspect ratio, as the paper does. */
    public static final Framing WHOLE = new Framing(PreprocessingSpec.Kind.SQUASH, 1, List.of());

    private static final int MOST_CROPS = 10_000;

    /** Refuses what cannot be drawn. */
    public Framing {
        int most = kind == PreprocessingSpec.Kind.SQUASH ? 1 : MOST_CROPS;
        if (crops < 1 || crops > most) {
            throw new IllegalArgumentException("an epoch draws 1 to " + most + " pieces of an image, not " + crops);
        }
    }

    /** Squares at random places of each image, at its own scale. */
    public static Framing tiles(int crops) {
        return new Framing(PreprocessingSpec.Kind.TILE, crops, List.of());
    }

    /** The same through a window. */
    public Framing through(List<Double> other) {
        return new Framing(kind, crops, other);
    }

    /** How an image becomes an input of some side in pixels. */
    public PreprocessingSpec input(int size) {
        return new PreprocessingSpec(kind, size, size, false, window);
    }
}
