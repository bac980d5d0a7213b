package org.medspike.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The connected parts of a mask: pixels that touch at an edge or at a corner belong together, unless asked otherwise.
 *
 * <p>Found by joining runs of neighbouring rows, in time linear in the pixels and memory linear in the runs. Immutable.
 */
public final class Components {

    private final Mask mask;
    private final Connectivity connectivity;
    private final Runs runs;
    private final int[] labels;
    private final List<Component> all;

    private Components(Mask mask, Connectivity connectivity, Runs runs, int[] labels, List<Component> all) {
        this.mask = mask;
        this.connectivity = connectivity;
        this.runs = runs;
        this.labels = labels;
        this.all = all;
    }

    /** Finds the parts of a mask. */
    public static Components of(Mask mask) {
        return of(mask, Connectivity.EDGES_AND_CORNERS);
    }

    /** Finds the parts of a mask by another rule. */
    public static Components of(Mask mask, Connectivity connectivity) {
        Runs runs = new Runs(mask);
        int[] parent = joined(runs, mask.height(), connectivity == Connectivity.EDGES ? 1 : 0);
        int[] labels = new int[runs.count()];
        int count = 0;
        for (int run = 0; run < labels.length; run++) {
            // A parent always comes before its children, so it has its label already.
            labels[run] = parent[run] == run ? ++count : labels[parent[run]];
        }
        return new Components(mask, connectivity, runs, labels, boxes(runs, labels, count, mask.height()));
    }

    /** Runs of neighbouring rows belong together where they share so many columns; none where a corner is enough. */
    private static int[] joined(Runs runs, int height, int shared) {
        int[] parent = new int[runs.count()];
        Arrays.setAll(parent, i -> i);
        for (int y = 1; y < height; y++) {
            int above = runs.rowStart[y - 1];
            int below = runs.rowStart[y];
            while (above < runs.rowStart[y] && below < runs.rowStart[y + 1]) {
                if (runs.left(above) + shared <= runs.right(below) && runs.left(below) + shared <= runs.right(above)) {
                    join(parent, above, below);
                }
                if (runs.right(above) < runs.right(below)) {
                    above++;
                } else {
                    below++;
                }
            }
        }
        return parent;
    }

    private static void join(int[] parent, int a, int b) {
        int rootA = root(parent, a);
        int rootB = root(parent, b);
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private static int root(int[] parent, int run) {
        int i = run;
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    private static List<Component> boxes(Runs runs, int[] labels, int count, int height) {
        int[] pixels = new int[count];
        int[] left = new int[count];
        int[] right = new int[count];
        int[] top = new int[count];
        int[] bottom = new int[count];
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(top, Integer.MAX_VALUE);
        for (int y = 0; y < height; y++) {
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                int i = labels[run] - 1;
                pixels[i] += runs.right(run) - runs.left(run);
                left[i] = Math.min(left[i], runs.left(run));
                right[i] = Math.max(right[i], runs.right(run));
                top[i] = Math.min(top[i], y);
                bottom[i] = y + 1;
            }
        }
        List<Component> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(new Component(i + 1, pixels[i], left[i], top[i], right[i] - left[i], bottom[i] - top[i]));
        }
        return List.copyOf(all);
    }

    /** The parts, by label. */
    public List<Component> all() {
        return all;
    }

    /** How many parts there are. */
    public int count() {
        return all.size();
    }

    /** The label of the part that a pixel belongs to, or 0 for the background and outside the image. */
    public int labelAt(int x, int y) {
        if (x < 0 || x >= mask.width() || y < 0 || y >= mask.height()) {
            return 0;
        }
        int run = runs.find(x, y);
        return run < 0 ? 0 : labels[run];
    }

    /**
     * A mask of one part alone, at the size of the whole.
     *
     * @throws IndexOutOfBoundsException if there is no part with this label
     */
    public Mask mask(int label) {
        Component component = all.get(label - 1);
        int width = mask.width();
        BitSet pixels = new BitSet(width * (component.top() + component.height()));
        for (int y = component.top(); y < component.top() + component.height(); y++) {
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                if (labels[run] == label) {
                    pixels.set(y * width + runs.left(run), y * width + runs.right(run));
                }
            }
        }
        return new Mask(width, mask.height(), pixels);
    }

    /** Which pixels belong together. */
    public Connectivity connectivity() {
        return connectivity;
    }

    /** The mask that these are the parts of. */
    public Mask mask() {
        return mask;
    }

    Runs runs() {
        return runs;
    }

    int labelOfRun(int run) {
        return labels[run];
    }
}
