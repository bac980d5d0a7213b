package org.medspike.mask;

import java.util.BitSet;
import org.medspike.imaging.Plane;

/**
 * The pixels of an image that belong to the object, at the image's own resolution.
 *
 * <p>The set is handed over, not copied: whoever makes a mask no longer writes to it, whoever reads one does not write
 * at all. Then a mask may be shared by threads.
 *
 * @param width columns
 * @param height rows
 * @param pixels the object's pixels, {@code y * width + x}, rows from the top
 */
public record Mask(int width, int height, BitSet pixels) {

    /** Refuses an empty raster and pixels beyond it. */
    public Mask {
        long size = (long) width * height;
        if (width < 1 || height < 1 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a mask cannot have " + width + " x " + height + " pixels");
        }
        if (pixels.length() > size) {
            throw new IllegalArgumentException("pixel " + (pixels.length() - 1) + " lies beyond the " + size
                    + " pixels of a " + width + " x " + height + " mask");
        }
    }

    /** A mask without any object. */
    public static Mask empty(int width, int height) {
        return new Mask(width, height, new BitSet());
    }

    /**
     * The pixels whose probability reaches a threshold; what is not a number is never part of the object.
     *
     * @param probability 0 to 1 a pixel
     * @param threshold the smallest value that counts as object
     */
    public static Mask above(Plane probability, float threshold) {
        float[] values = probability.values();
        BitSet object = new BitSet(values.length);
        int i = 0;
        while (i < values.length) {
            int begin = i;
            while (i < values.length && values[i] >= threshold) {
                i++;
            }
            object.set(begin, i);
            i++;
        }
        return new Mask(probability.width(), probability.height(), object);
    }

    /** Whether a pixel belongs to the object; outside the image none does. */
    public boolean contains(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height && pixels.get(y * width + x);
    }

    /** How many pixels belong to the object. */
    public int pixelCount() {
        return pixels.cardinality();
    }

    /** Whether there is no object. */
    public boolean isEmpty() {
        return pixels.isEmpty();
    }

    @Override
    public String toString() {
        return "Mask[" + width + " x " + height + ", " + pixelCount() + " pixels]";
    }
}
