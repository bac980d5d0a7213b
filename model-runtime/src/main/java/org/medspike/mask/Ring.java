package org.medspike.mask;

import java.util.Arrays;

/**
 * A closed line along pixel edges, with the object always on its right hand.
 *
 * <p>Coordinates are those of pixel corners: x from 0 to the image's width, y from 0 (top) to its height; pixel (x, y)
 * is the square from corner (x, y) to (x + 1, y + 1). Only the corners where the line turns are listed, and the first is
 * not repeated at the end. Seen on the screen an outer ring runs clockwise and a hole anticlockwise; as plain numbers
 * that is what GeoJSON asks for (RFC 7946, section 3.1.6). Where pixels touch only at a corner a ring passes through that
 * corner twice, so that one part of the mask has one outer ring; it never crosses itself.
 *
 * @param component label of the part of the mask that the ring bounds, as in {@link Components}
 * @param hole whether it bounds a hole of that part instead of its outside
 * @param corners x and y of each corner in turn; handed over, not copied
 */
public record Ring(int component, boolean hole, int[] corners) {

    /** How many corners there are, at least four. */
    public int size() {
        return corners.length / 2;
    }

    /** Column of a corner. */
    public int x(int corner) {
        return corners[2 * corner];
    }

    /** Row of a corner. */
    public int y(int corner) {
        return corners[2 * corner + 1];
    }

    /** Enclosed pixels: positive for an outer ring, negative for a hole. All rings together give the mask's pixels. */
    public long signedArea() {
        long twice = 0;
        for (int i = 0; i < size(); i++) {
            int next = i + 1 < size() ? i + 1 : 0;
            twice += (long) x(i) * y(next) - (long) x(next) * y(i);
        }
        return twice / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ring ring
                && component == ring.component
                && hole == ring.hole
                && Arrays.equals(corners, ring.corners);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * component + Boolean.hashCode(hole)) + Arrays.hashCode(corners);
    }

    @Override
    public String toString() {
        return (hole ? "Hole" : "Outer ring") + " of part " + component + " " + Arrays.toString(corners);
    }
}
