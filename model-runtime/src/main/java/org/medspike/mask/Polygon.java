package org.medspike.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a mask as a polygon that is valid by the rules of simple features (OGC 06-103r4): the shell and the holes
 * touch themselves nowhere, touch each other in single points at most, and the inside is in one piece.
 *
 * <p>Pixels that touch only at a corner therefore lie in different polygons. Corners are those of {@link Ring}.
 *
 * @param shell the outside, clockwise on the screen; x and y of each corner in turn
 * @param holes anticlockwise on the screen
 */
public record Polygon(int[] shell, List<int[]> holes) {

    /**
     * The polygons of a mask, grouped by the parts that {@link Components#of(Mask)} counts, in the order of their labels.
     */
    public static List<List<Polygon>> byPart(Mask mask) {
        Components parts = Components.of(mask);
        Components pieces = Components.of(mask, Connectivity.EDGES);
        Map<Integer, List<Ring>> rings = new HashMap<>();
        for (Ring ring : Contours.of(pieces)) {
            rings.computeIfAbsent(ring.component(), label -> new ArrayList<>()).add(ring);
        }
        List<List<Polygon>> polygons = new ArrayList<>();
        for (int i = 0; i < parts.count(); i++) {
            polygons.add(new ArrayList<>());
        }
        for (Component piece : pieces.all()) {
            List<Ring> own = rings.getOrDefault(piece.label(), List.of());
            // The first corner of an outer ring is the upper left one of an object pixel.
            int part = parts.labelAt(own.get(0).x(0), own.get(0).y(0));
            polygons.get(part - 1).add(of(own));
        }
        return polygons;
    }

    /** The polygon of the rings of one piece. */
    private static Polygon of(List<Ring> rings) {
        int[] shell = new int[0];
        List<int[]> holes = new ArrayList<>();
        for (Ring ring : rings) {
            for (int[] loop : loops(ring)) {
                if (twiceArea(loop) > 0) {
                    shell = loop;
                } else {
                    holes.add(loop);
                }
            }
        }
        return new Polygon(shell, List.copyOf(holes));
    }

    /** A ring cut wherever it comes to a corner for the second time. */
    private static List<int[]> loops(Ring ring) {
        List<int[]> loops = new ArrayList<>();
        Map<Long, Integer> seen = new HashMap<>();
        int[] open = new int[ring.corners().length];
        int length = 0;
        for (int i = 0; i < ring.size(); i++) {
            Integer before = seen.get(key(ring.x(i), ring.y(i)));
            if (before != null) {
                loops.add(Arrays.copyOfRange(open, before, length));
                for (int k = before + 2; k < length; k += 2) {
                    seen.remove(key(open[k], open[k + 1]));
                }
                length = before;
            }
            seen.put(key(ring.x(i), ring.y(i)), length);
            open[length++] = ring.x(i);
            open[length++] = ring.y(i);
        }
        loops.add(Arrays.copyOf(open, length));
        return loops;
    }

    private static long key(int x, int y) {
        return (long) y << 32 | x;
    }

    private static long twiceArea(int[] loop) {
        long twice = 0;
        for (int i = 0; i < loop.length; i += 2) {
            int next = (i + 2) % loop.length;
            twice += (long) loop[i] * loop[next + 1] - (long) loop[next] * loop[i + 1];
        }
        return twice;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Polygon polygon)
                || !Arrays.equals(shell, polygon.shell)
                || holes.size() != polygon.holes.size()) {
            return false;
        }
        for (int i = 0; i < holes.size(); i++) {
            if (!Arrays.equals(holes.get(i), polygon.holes.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shell) + holes.size();
    }

    @Override
    public String toString() {
        return "Polygon[" + shell.length / 2 + " corners, " + holes.size() + " holes]";
    }
}
