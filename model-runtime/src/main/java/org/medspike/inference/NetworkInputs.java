package org.medspike.inference;

import java.util.List;
import org.medspike.imaging.ImageRegion;
import org.medspike.imaging.Plane;
import org.medspike.tensor.FloatTensor;

/** One image as a network sees it: in one piece, or as tiles that together cover it. Immutable. */
interface NetworkInputs {

    /** How many pieces there are, at least one. */
    int count();

    /**
     * A piece, {@code [1, 3, height, width]}, values 0 to 1.
     *
     * @param index from zero
     */
    FloatTensor input(int index);

    /** Where a piece lies in the image. */
    ImageRegion region(int index);

    /** The piece in which a pixel of the image is farthest from the edges. */
    int pieceAt(int x, int y);

    /** The map of one piece as one that covers the image, zero elsewhere. */
    Plane placed(int index, Plane map);

    /**
     * The maps of all pieces as one that covers the image.
     *
     * @param maps one a piece in their order, all of one size, which divides the input's
     */
    Plane joined(List<Plane> maps);
}
