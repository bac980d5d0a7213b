package org.medspike.inference;

import org.medspike.imaging.Plane;

/**
 * How a map of the spiking network agrees with that of SA.
 *
 * <p>For a stage mask of SDSA these are the quantities of definition 2. For the firing rate of an interaction they are the
 * same sums over numbers of the same range, 0 to 1, but of another unit: then cosine and correlation say more than KL and L2.
 *
 * @param kl mean over pixels of Ô_s log(Ô_s / (Ô_a + ε)), the first term of definition 2, in nats; no distance, it can be
 *     negative, because the maps do not sum to one
 * @param l2 mean over pixels of (Ô_s - Ô_a)², the second term of definition 2
 * @param cosine cosine of the angle between the maps as vectors, 0 to 1
 * @param pearson correlation coefficient over pixels, -1 to 1; not a number where a map is constant
 */
public record MapAgreement(double kl, double l2, double cosine, double pearson) {

    /** ε of definition 2. */
    private static final double EPSILON = 1e-4;

    /**
     * Compares two maps of one size, values 0 to 1.
     *
     * @param student Ô_s, or the firing rate of an interaction
     * @param teacher Ô_a
     * @throws IllegalArgumentException if the sizes differ
     */
    public static MapAgreement of(Plane student, Plane teacher) {
        if (student.width() != teacher.width() || student.height() != teacher.height()) {
            throw new IllegalArgumentException("maps of different sizes: " + student + " and " + teacher);
        }
        float[] s = student.values();
        float[] a = teacher.values();
        int n = s.length;
        double kl = 0;
        double l2 = 0;
        double ss = 0;
        double aa = 0;
        double sa = 0;
        double sumS = 0;
        double sumA = 0;
        for (int i = 0; i < n; i++) {
            kl += s[i] == 0 ? 0 : s[i] * Math.log(s[i] / (a[i] + EPSILON));
            double difference = (double) s[i] - a[i];
            l2 += difference * difference;
            ss += (double) s[i] * s[i];
            aa += (double) a[i] * a[i];
            sa += (double) s[i] * a[i];
            sumS += s[i];
            sumA += a[i];
        }
        double covariance = sa - sumS * sumA / n;
        double varianceS = ss - sumS * sumS / n;
        double varianceA = aa - sumA * sumA / n;
        double cosine = ss == 0 || aa == 0 ? Double.NaN : sa / Math.sqrt(ss * aa);
        double pearson = varianceS <= 0 || varianceA <= 0 ? Double.NaN : covariance / Math.sqrt(varianceS * varianceA);
        return new MapAgreement(kl / n, l2 / n, cosine, pearson);
    }
}
