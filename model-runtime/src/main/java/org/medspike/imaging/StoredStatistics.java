package org.medspike.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of stored values, to compare readers of different programs.
 *
 * <p>All samples count, opacity included, before any display transform and in the stored order (not turned upright).
 *
 * @param min the smallest value
 * @param max the largest value
 * @param mean the arithmetic mean
 * @param sha256 SHA-256 in lower-case hexadecimal over the values as little-endian 32-bit integers, floating-point
 *     values as little-endian 32-bit floats, row by row, channels interleaved
 */
public record StoredStatistics(double min, double max, double mean, String sha256) {

    /** Those of one frame. */
    public static StoredStatistics of(Frame frame) {
        Pass pass = new Pass();
        pass.add(frame.samples());
        return pass.result();
    }

    /** Gathers them over one frame or several, in order, a chunk at a time; nothing of the size of an image is allocated. */
    public static final class Pass {

        private static final int CHUNK = 1 << 14;

        private final MessageDigest digest = digest();
        private final ByteBuffer chunk =
                ByteBuffer.allocate(CHUNK * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;
        private long count;

        /** Looks at all samples. */
        public void add(Samples samples) {
            boolean floating = samples.floating();
            for (int i = 0; i < samples.length(); i++) {
                double value = samples.value(i);
                // What is no number is neither small nor large, and would make every mean nothing.
                if (!Double.isNaN(value)) {
                    min = value < min ? value : min;
                    max = value > max ? value : max;
                    sum += value;
                    count++;
                }
                if (floating) {
                    chunk.putFloat((float) value);
                } else {
                    chunk.putInt(samples.get(i));
                }
                if (!chunk.hasRemaining()) {
                    flush();
                }
            }
        }

        private void flush() {
            digest.update(chunk.flip());
            chunk.clear();
        }

        /** What was found; to be asked for once. */
        public StoredStatistics result() {
            flush();
            String hex = HexFormat.of().formatHex(digest.digest());
            return count == 0 ? new StoredStatistics(0, 0, 0, hex) : new StoredStatistics(min, max, sum / count, hex);
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
