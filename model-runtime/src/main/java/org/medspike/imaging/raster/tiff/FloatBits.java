package org.medspike.imaging.raster.tiff;

/** Floating-point numbers of fewer than 32 bits (IEEE 754 binary16; 24 bits by Adobe's technical note 3). */
final class FloatBits {

    private FloatBits() {}

    /** One sign bit, five of the exponent, ten of the fraction. */
    static float ofHalf(int bits) {
        return widened(bits, 5, 10);
    }

    /** One sign bit, seven of the exponent, sixteen of the fraction. */
    static float ofThreeBytes(int bits) {
        return widened(bits, 7, 16);
    }

    private static float widened(int bits, int exponentBits, int fractionBits) {
        int sign = bits >>> exponentBits + fractionBits & 1;
        int most = (1 << exponentBits) - 1;
        int exponent = bits >>> fractionBits & most;
        int fraction = bits & (1 << fractionBits) - 1;
        int bias = most >> 1;
        float size;
        if (exponent == most) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((float) fraction, 1 - bias - fractionBits);
        } else {
            size = Math.scalb((float) (fraction | 1 << fractionBits), exponent - bias - fractionBits);
        }
        return sign == 1 ? -size : size;
    }
}
