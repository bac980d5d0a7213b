package org.medspike.tensor;

/** IEEE 754 binary16, for storage only (the platform converts it from Java 20 on; this project starts at 17). */
final class HalfFloat {

    /** The largest finite value. */
    static final float MAX_VALUE = 65504f;

    private static final int EXPONENT_SHIFT = 13;
    private static final int BIAS_DIFFERENCE = 112;

    private HalfFloat() {}

    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | fraction << EXPONENT_SHIFT);
        }
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (exponent + BIAS_DIFFERENCE) << 23 | fraction << EXPONENT_SHIFT);
    }

    /** Rounds to nearest, ties to even. */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520f) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) {
            // Subnormal: a multiple of 2^-24.
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int rounded = (bits & 0x7fffffff) + 0xfff + (bits >>> EXPONENT_SHIFT & 1);
        return (short) (sign | (rounded >>> EXPONENT_SHIFT) - (BIAS_DIFFERENCE << 10));
    }
}
