package org.medspike.export;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text that is the same in every country: a point before decimals, nothing between thousands. */
public final class DecimalText {

    private static final MathContext BRIEF = new MathContext(3);
    private static final int LARGEST_PLAIN_EXPONENT = 4;

    private DecimalText() {}

    /** Without an exponent, rounded to so many significant digits; empty for what is no finite number. */
    public static String plain(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return new BigDecimal(value)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** For a small label: three significant digits, with an exponent where plain digits would be many. */
    public static String brief(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(BRIEF).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (rounded.signum() == 0 || Math.abs(exponent) <= LARGEST_PLAIN_EXPONENT) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
