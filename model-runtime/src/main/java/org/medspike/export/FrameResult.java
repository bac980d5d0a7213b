package org.medspike.export;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

/**
 * What was found in one frame, in the raster of the frame as it is stored; small enough to keep for all frames of a series.
 *
 * <p>A probability is kept in 255 steps, and deflated: of most images the larger part is zero. Immutable.
 */
public final class FrameResult {

    private static final int STEPS = 255;

    private final Mask mask;
    private final byte @Nullable [] deflated;
    private final boolean blank;

    private FrameResult(Mask mask, byte @Nullable [] deflated, boolean blank) {
        this.mask = mask;
        this.deflated = deflated;
        this.blank = blank;
    }

    /** A mask alone. */
    public static FrameResult of(Mask mask) {
        return new FrameResult(mask, null, true);
    }

    /** A mask and the probability that it was cut from, of equal size. */
    public static FrameResult of(Mask mask, Plane probability) {
        byte[] steps = new byte[probability.values().length];
        boolean blank = true;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (byte) Math.round(Math.max(0, Math.min(1, probability.values()[i])) * STEPS);
            blank &= steps[i] == 0;
        }
        return new FrameResult(mask, deflated(steps), blank);
    }

    /** The object. */
    public Mask mask() {
        return mask;
    }

    /** Whether there is a probability map and it is above zero somewhere, in steps of 1/255. */
    public boolean hasProbability() {
        return !blank;
    }

    /** The probability of each pixel in steps of 1/255, rows from the top; all zero where none is known. */
    public byte[] probabilityBytes() {
        byte[] steps = new byte[mask.width() * mask.height()];
        Optional.ofNullable(deflated).ifPresent(bytes -> inflate(bytes, steps));
        return steps;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 13];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void inflate(byte[] deflated, byte[] into) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            int at = 0;
            while (at < into.length) {
                at += inflater.inflate(into, at, into.length - at);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was deflated here inflates", e);
        } finally {
            inflater.end();
        }
    }
}
