package org.medspike.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of the stored values of a frame, to compare readers of different programs.
 *
 * <p>All samples count, opacity included, before any display transform and in the stored order (not turned upright).
 *
 * @param min the smallest value
 * @param max the largest value
 * @param mean the arithmetic mean
 * @param sha256 SHA-256 in lower-case hexadecimal over the values as little-endian 32-bit integers, row by row,
 *     channels interleaved
 */
public record StoredStatistics(int min, int max, double mean, String sha256) {

    private static final int CHUNK = 1 << 14;

    /** Computes them in one pass, a chunk at a time; nothing of the size of the image is allocated. */
    public static StoredStatistics of(Frame frame) {
        Samples samples = frame.samples();
        MessageDigest digest = digest();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        long sum = 0;
        for (int i = 0; i < samples.length(); i++) {
            int value = samples.get(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            chunk.putInt(value);
            if (!chunk.hasRemaining()) {
                digest.update(chunk.flip());
                chunk.clear();
            }
        }
        digest.update(chunk.flip());
        String hex = HexFormat.of().formatHex(digest.digest());
        return new StoredStatistics(min, max, (double) sum / samples.length(), hex);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
