package org.medspike.evaluation;

import org.apache.commons.statistics.inference.TTest;

/**
 * Two-sided tests of whether paired differences lie around zero.
 *
 * <p>Wilcoxon's signed-rank test takes zeros into the ranking and out of the sum (Pratt), and gives ties their mean
 * rank. Its p value is exact for up to 50 pairs without zeros and ties, else by the normal approximation with
 * corrections for ties and continuity.
 *
 * @param t statistic of the paired t-test
 * @param degreesOfFreedom of it
 * @param tP its p value
 * @param tHolm that, corrected for the number of measures compared
 * @param w statistic of Wilcoxon's test: the sum of the ranks of the positive differences
 * @param wilcoxonP its p value
 * @param wilcoxonHolm that, corrected for the number of measures compared
 */
public record PairedTests(
        double t, double degreesOfFreedom, double tP, double tHolm, double w, double wilcoxonP, double wilcoxonHolm) {

    /** Tests differences that are not all equal; the p values are not corrected yet. */
    static PairedTests of(double[] differences) {
        TTest.Result student = TTest.withDefaults().test(differences);
        SignedRanks wilcoxon = SignedRanks.of(differences);
        return new PairedTests(
                student.getStatistic(),
                student.getDegreesOfFreedom(),
                student.getPValue(),
                student.getPValue(),
                wilcoxon.positive(),
                wilcoxon.p(),
                wilcoxon.p());
    }

    PairedTests corrected(double ofT, double ofWilcoxon) {
        return new PairedTests(t, degreesOfFreedom, tP, ofT, w, wilcoxonP, ofWilcoxon);
    }
}
