package org.medspike.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Walks around the parts of a mask along pixel edges and lists the outlines, each edge in exactly one {@link Ring}.
 *
 * <p>Time is linear in the pixels, memory in the corners. The order of the rings is that of their uppermost, leftmost
 * upper edge, so the outer ring of a part comes before its holes.
 */
public final class Contours {

    private static final int EAST = 0;
    private static final int FIRST_CAPACITY = 32;

    /** Steps to the east, south, west and north. */
    private static final int[] STEP_X = {1, 0, -1, 0};

    private static final int[] STEP_Y = {0, 1, 0, -1};

    /** From a corner, the pixel ahead on the left hand; the one on the right hand is that of the next direction. */
    private static final int[] AHEAD_X = {0, 0, -1, -1};

    private static final int[] AHEAD_Y = {-1, 0, 0, -1};

    private final Mask mask;
    private final boolean acrossCorners;
    private final BitSet walkedUpperEdges = new BitSet();
    private int[] corners = new int[FIRST_CAPACITY];
    private int length;

    private Contours(Mask mask, Connectivity connectivity) {
        this.mask = mask;
        this.acrossCorners = connectivity == Connectivity.EDGES_AND_CORNERS;
    }

    /** The outlines of a mask. */
    public static List<Ring> of(Mask mask) {
        return of(Components.of(mask));
    }

    /** The outlines of a mask whose parts are known already, by the rule that made the parts. */
    public static List<Ring> of(Components components) {
        Mask mask = components.mask();
        Runs runs = components.runs();
        Contours contours = new Contours(mask, components.connectivity());
        List<Ring> rings = new ArrayList<>();
        for (int y = 0; y < mask.height(); y++) {
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                for (int x = runs.left(run); x < runs.right(run); x++) {
                    if (!mask.contains(x, y - 1) && !contours.walkedUpperEdges.get(y * mask.width() + x)) {
                        rings.add(contours.walk(x, y, components.labelOfRun(run)));
                    }
                }
            }
        }
        return List.copyOf(rings);
    }

    private Ring walk(int startX, int startY, int label) {
        length = 0;
        long twiceArea = 0;
        int x = startX;
        int y = startY;
        int direction = EAST;
        add(x, y);
        do {
            if (direction == EAST) {
                walkedUpperEdges.set(y * mask.width() + x);
            }
            twiceArea += (long) x * STEP_Y[direction] - (long) y * STEP_X[direction];
            x += STEP_X[direction];
            y += STEP_Y[direction];
            int turned = turn(x, y, direction);
            if (turned != direction && (x != startX || y != startY || turned != EAST)) {
                add(x, y);
            }
            direction = turned;
        } while (x != startX || y != startY || direction != EAST);
        return new Ring(label, twiceArea < 0, Arrays.copyOf(corners, length));
    }

    /** To the left if there is object on both hands, else on if there is on the right; else right, if corners part. */
    private int turn(int x, int y, int direction) {
        int right = (direction + 1) & 3;
        boolean onTheLeft = mask.contains(x + AHEAD_X[direction], y + AHEAD_Y[direction]);
        boolean onTheRight = mask.contains(x + AHEAD_X[right], y + AHEAD_Y[right]);
        if (onTheLeft && (acrossCorners || onTheRight)) {
            return (direction + 3) & 3;
        }
        return onTheRight ? direction : right;
    }

    private void add(int x, int y) {
        if (length == corners.length) {
            corners = Arrays.copyOf(corners, 2 * length);
        }
        corners[length++] = x;
        corners[length++] = y;
    }
}
