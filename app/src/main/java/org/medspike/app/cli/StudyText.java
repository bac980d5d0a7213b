package org.medspike.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.medspike.study.Spread;

/** Means and spreads as text and as JSON. */
final class StudyText {

    private StudyText() {}

    /** Puts mean, SD, n and undefined into an object; JSON knows no NaN, so what is not defined is null. */
    static void put(ObjectNode node, Spread spread) {
        put(node, "mean", spread.mean());
        put(node, "sd", spread.sd());
        node.put("n", spread.n()).put("undefined", spread.undefined());
    }

    /** Puts a number, or null where it is not defined. */
    static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    /** So many decimals, or a dash where the number is not defined. */
    static String fixed(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
    }

    /** {@code mean (SD sd)} in a unit that is so many ones. */
    static String meanAndSd(Spread spread, double unit, int decimals) {
        return fixed(spread.mean() / unit, decimals) + " (SD " + fixed(spread.sd() / unit, decimals) + ")";
    }

    /** {@code mean (sd)}, with a star where more images than told in the heading are left out. */
    static String cell(Spread spread, int decimals, int leftOut) {
        String star = spread.undefined() > leftOut ? "*" : "";
        return fixed(spread.mean(), decimals) + " (" + fixed(spread.sd(), decimals) + ")" + star;
    }
}
