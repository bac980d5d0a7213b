package org.medspike.batch;

import java.util.BitSet;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

/** Brings what was found in the upright image back to the raster as it is stored, so that files match pixel for pixel. */
public final class StoredRaster {

    private StoredRaster() {}

    /** An upright mask in the raster of the stored frame. */
    public static Mask of(Mask upright, Frame stored) {
        if (stored.orientation() == Orientation.UPRIGHT) {
            return upright;
        }
        BitSet pixels = new BitSet(stored.width() * stored.height());
        upright.pixels().stream()
                .map(i -> storedIndex(i, upright.width(), stored))
                .forEach(pixels::set);
        return new Mask(stored.width(), stored.height(), pixels);
    }

    /** An upright plane in the raster of the stored frame. */
    public static Plane of(Plane upright, Frame stored) {
        if (stored.orientation() == Orientation.UPRIGHT) {
            return upright;
        }
        float[] values = new float[upright.values().length];
        for (int i = 0; i < values.length; i++) {
            values[storedIndex(i, upright.width(), stored)] = upright.values()[i];
        }
        return new Plane(stored.width(), stored.height(), values);
    }

    private static int storedIndex(int uprightIndex, int uprightWidth, Frame stored) {
        return stored.orientation()
                .storedIndex(uprightIndex % uprightWidth, uprightIndex / uprightWidth, stored.width(), stored.height());
    }
}
