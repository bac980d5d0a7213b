package org.medspike.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction for several tests at once (Scandinavian Journal of Statistics 6:65, 1979). */
final class Holm {

    private Holm() {}

    /**
     * Corrected p values: the smallest times the number of tests, the next times one less and so on, never falling and
     * never above 1.
     *
     * @param p uncorrected
     * @return in the same order
     */
    static double[] adjusted(double[] p) {
        List<Integer> ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = new double[p.length];
        double highest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = ascending.get(rank);
            highest = Math.max(highest, Math.min(1, (p.length - rank) * p[i]));
            adjusted[i] = highest;
        }
        return adjusted;
    }
}
