package org.medspike.imaging.codec.jpeg;

/**
 * Which coefficients a scan brings (T.81, B.2.3).
 *
 * @param progressive whether it brings a part of them only
 * @param first frequency in zigzag order
 * @param last likewise
 * @param high the bit that an earlier scan came down to, 0 if none did
 * @param low the bit that this scan comes down to
 */
record Scan(boolean progressive, int first, int last, int high, int low) {

    /** Whether the numbers are possible. */
    boolean isSound(int components) {
        return !progressive
                || first <= last
                        && last < Component.BLOCK
                        && low <= 13
                        && (first > 0 || last == 0)
                        && (first == 0 || components == 1);
    }
}
