package org.medspike.evaluation.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.evaluation.Interval;
import org.medspike.evaluation.Measure;

/** Numbers for people: four decimals for shares, two for lengths, the same in every country. */
final class Figures {

    /** Where there is no number. */
    static final String NONE = "-";

    private static final double SMALLEST_P = 0.0001;

    private Figures() {}

    static String of(Measure measure, double value) {
        return String.format(Locale.ROOT, measure.isRatio() ? "%.4f" : "%.2f", value);
    }

    static String of(Measure measure, OptionalDouble value) {
        return value.isPresent() ? of(measure, value.getAsDouble()) : NONE;
    }

    static String of(Measure measure, Optional<Interval> interval) {
        return interval.map(i -> "[" + of(measure, i.low()) + ", " + of(measure, i.high()) + "]")
                .orElse(NONE);
    }

    /** A p value; small ones only by their bound. */
    static String p(double value) {
        return value < SMALLEST_P ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }

    static String t(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A sum of ranks, of which ties make halves. */
    static String rankSum(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A name with its unit, where it has one. */
    static String named(String label, String unit) {
        return unit.equals("1") ? label : label + " [" + unit + "]";
    }
}
