package org.medspike.engine.kernel;

/**
 * Spikes the other way round: for each channel one bit a token, {@value #TOKENS} tokens at once, so that the tokens in
 * which two channels fire together are counted by one instruction.
 */
public final class TokenBits {

    /** Tokens that are turned round at once. */
    public static final int TOKENS = 32;

    private TokenBits() {}

    /**
     * Turns some tokens round.
     *
     * @param bits spikes of the tokens
     * @param first word of the first token
     * @param words words a token
     * @param tokens at most {@value #TOKENS}
     * @param into {@code [32 * words]}, overwritten
     */
    public static void turn(int[] bits, int first, int words, int tokens, int[] into) {
        for (int w = 0; w < words; w++) {
            int to = 32 * w;
            for (int n = 0; n < tokens; n++) {
                into[to + n] = bits[first + n * words + w];
            }
            for (int n = tokens; n < TOKENS; n++) {
                into[to + n] = 0;
            }
            transpose(into, to);
        }
    }

    /** Transposes 32 x 32 bits, halves, then quarters, and so on (H. S. Warren, Hacker's Delight, section 7-3). */
    private static void transpose(int[] a, int first) {
        int mask = 0x0000FFFF;
        for (int half = 16; half != 0; half >>>= 1) {
            for (int k = 0; k < 32; k = k + half + 1 & ~half) {
                int low = first + k;
                int high = low + half;
                int swap = (a[low] >>> half ^ a[high]) & mask;
                a[low] ^= swap << half;
                a[high] ^= swap;
            }
            mask ^= mask << (half >>> 1);
        }
    }
}
