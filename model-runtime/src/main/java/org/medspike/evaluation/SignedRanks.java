package org.medspike.evaluation;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test, two-sided.
 *
 * <p>With zeros among the differences the normal approximation is our own: Commons Statistics (1.1 and 1.2) corrects
 * for the zeros and then once more for their being tied with each other, which makes p too small where two models often
 * agree. Here the variance is what it is by definition, a quarter of the sum of the squared ranks that may carry either
 * sign; for Pratt's ranks that is Cureton's correction (JASA 62:1068, 1967), and the number that SciPy gives.
 *
 * @param positive sum of the ranks of the positive differences
 * @param p its p value
 */
record SignedRanks(double positive, double p) {

    private static final double CONTINUITY = 0.5;

    /** Tests differences that are not all zero. */
    static SignedRanks of(double[] differences) {
        WilcoxonSignedRankTest.Result result =
                WilcoxonSignedRankTest.withDefaults().test(differences);
        double p = result.hasZeroValues() ? approximateP(differences, result.getStatistic()) : result.getPValue();
        return new SignedRanks(result.getStatistic(), p);
    }

    private static double approximateP(double[] differences, double positive) {
        double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE)
                .apply(Arrays.stream(differences).map(Math::abs).toArray());
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (differences[i] != 0) {
                mean += ranks[i] / 2;
                variance += ranks[i] * ranks[i] / 4;
            }
        }
        double distance = Math.max(0, Math.abs(positive - mean) - CONTINUITY);
        return 2 * NormalDistribution.of(0, 1).survivalProbability(distance / Math.sqrt(variance));
    }
}
