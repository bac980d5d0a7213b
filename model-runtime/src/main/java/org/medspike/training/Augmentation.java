package org.medspike.training;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random variations of a training image that leave its meaning as it is; zero or false switches one off.
 *
 * <p>Flips, an exchange of the axes, rotation, scale and shift are one affine map, sampled bilinearly; what comes from
 * outside the image is black and background. Then brightness, contrast, saturation and the gain of each channel vary.
 * Coarse dropout blackens rectangles of the image and leaves the mask as it is, so that a network learns to complete
 * (T. DeVries, G. W. Taylor, arXiv:1708.04552, 2017).
 *
 * @param flips whether to flip along each axis and to exchange the axes, each with probability one half
 * @param rotationDegrees largest angle to either side; rotation, scale and shift together happen with probability one
 *     half
 * @param scale largest relative change of size
 * @param shift largest shift, as a part of the side
 * @param colour largest relative change of brightness, contrast and saturation; channel gains change by half of it
 * @param dropout largest side of a blackened rectangle, as a part of the image's; one to {@value #MOST_HOLES} of them
 *     with probability one half
 */
public record Augmentation(
        boolean flips, double rotationDegrees, double scale, double shift, double colour, double dropout) {

    /** As the paper: flips, rotation up to 35 degrees, coarse dropout; and moderate changes of scale and colour. */
    public static final Augmentation DEFAULT = new Augmentation(true, 35, 0.2, 0.1, 0.2, 0.125);

    /** None at all, for validation. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 0, 0);

    private static final int MOST_HOLES = 8;

    /** A kind of variation that a user can ask for. */
    public enum Kind {
        /** Flips and exchange of axes. */
        FLIPS,
        /** Rotation up to 35 degrees. */
        ROTATION,
        /** Change of size and shift. */
        SCALE,
        /** Brightness, contrast, saturation, channel gains. */
        COLOUR,
        /** Blackened rectangles. */
        DROPOUT
    }

    /** The default strength of some kinds, nothing of the others. */
    public static Augmentation of(Set<Kind> kinds) {
        return new Augmentation(
                kinds.contains(Kind.FLIPS),
                kinds.contains(Kind.ROTATION) ? DEFAULT.rotationDegrees : 0,
                kinds.contains(Kind.SCALE) ? DEFAULT.scale : 0,
                kinds.contains(Kind.SCALE) ? DEFAULT.shift : 0,
                kinds.contains(Kind.COLOUR) ? DEFAULT.colour : 0,
                kinds.contains(Kind.DROPOUT) ? DEFAULT.dropout : 0);
    }

    /**
     * Writes a variation of a sample, or of a square at a random place of it where it is larger, into a batch.
     *
     * @param size side of the square in pixels
     * @param images where three planes of {@code size * size} go, from {@code imageOffset}
     * @param masks where one plane goes, from {@code maskOffset}
     */
    void apply(
            Sample sample,
            int size,
            SplittableRandom random,
            float[] images,
            int imageOffset,
            float[] masks,
            int maskOffset) {
        int plane = size * size;
        int left = place(random, sample.width() - size);
        int top = place(random, sample.height() - size);
        Affine map = affine(random, size);
        int pixels = sample.width() * sample.height();
        for (int c = 0; c < 3; c++) {
            warp(
                    new Source(sample.rgb(), c * pixels, sample.width(), sample.height(), left, top),
                    size,
                    map,
                    images,
                    imageOffset + c * plane);
        }
        warp(new Source(sample.mask(), 0, sample.width(), sample.height(), left, top), size, map, masks, maskOffset);
        if (colour > 0) {
            vary(random, images, imageOffset, plane);
        }
        if (dropout > 0 && random.nextBoolean()) {
            blacken(random, images, imageOffset, size);
        }
    }

    /** Where a square begins along an axis; at the start where there is no room to choose. */
    private static int place(SplittableRandom random, int room) {
        return room > 0 ? random.nextInt(room + 1) : 0;
    }

    /** A plane of a sample, seen from the upper left pixel of a square of it. */
    private record Source(byte[] values, int offset, int width, int height, int left, int top) {

        int at(int x, int y) {
            int column = left + x;
            int row = top + y;
            return column < 0 || row < 0 || column >= width || row >= height
                    ? 0
                    : values[offset + row * width + column] & 0xff;
        }
    }

    /** From target to source pixel, both measured from the centre: u = a x + b y + c, v = d x + e y + f. */
    private record Affine(double a, double b, double c, double d, double e, double f) {}

    private Affine affine(SplittableRandom random, int size) {
        double a = 1;
        double b = 0;
        double d = 0;
        double e = 1;
        double c = 0;
        double f = 0;
        if (rotationDegrees + scale + shift > 0 && random.nextBoolean()) {
            double angle = Math.toRadians(uniform(random, rotationDegrees));
            double zoom = 1 / (1 + uniform(random, scale));
            a = Math.cos(angle) * zoom;
            b = -Math.sin(angle) * zoom;
            d = Math.sin(angle) * zoom;
            e = Math.cos(angle) * zoom;
            c = uniform(random, shift) * size;
            f = uniform(random, shift) * size;
        }
        if (flips) {
            double flipX = random.nextBoolean() ? -1 : 1;
            double flipY = random.nextBoolean() ? -1 : 1;
            if (random.nextBoolean()) {
                return new Affine(flipY * d, flipY * e, flipY * f, flipX * a, flipX * b, flipX * c);
            }
            return new Affine(flipX * a, flipX * b, flipX * c, flipY * d, flipY * e, flipY * f);
        }
        return new Affine(a, b, c, d, e, f);
    }

    private static double uniform(SplittableRandom random, double limit) {
        return (2 * random.nextDouble() - 1) * limit;
    }

    private static void warp(Source source, int size, Affine map, float[] target, int targetOffset) {
        double centre = (size - 1) / 2.0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double dx = x - centre;
                double dy = y - centre;
                double u = map.a * dx + map.b * dy + map.c + centre;
                double v = map.d * dx + map.e * dy + map.f + centre;
                int u0 = (int) Math.floor(u);
                int v0 = (int) Math.floor(v);
                float fu = (float) (u - u0);
                float fv = (float) (v - v0);
                float top = (1 - fu) * source.at(u0, v0) + fu * source.at(u0 + 1, v0);
                float bottom = (1 - fu) * source.at(u0, v0 + 1) + fu * source.at(u0 + 1, v0 + 1);
                target[targetOffset + y * size + x] = ((1 - fv) * top + fv * bottom) / 255;
            }
        }
    }

    private void vary(SplittableRandom random, float[] images, int offset, int plane) {
        float[] gain = new float[3];
        float brightness = (float) (1 + uniform(random, colour));
        for (int c = 0; c < 3; c++) {
            gain[c] = brightness * (float) (1 + uniform(random, colour / 2));
        }
        float contrast = (float) (1 + uniform(random, colour));
        float saturation = (float) (1 + uniform(random, colour));
        double sum = 0;
        for (int i = 0; i < 3 * plane; i++) {
            sum += images[offset + i];
        }
        float mean = (float) (sum / (3 * plane));
        for (int i = 0; i < plane; i++) {
            float r = ((images[offset + i] * gain[0]) - mean) * contrast + mean;
            float g = ((images[offset + plane + i] * gain[1]) - mean) * contrast + mean;
            float b = ((images[offset + 2 * plane + i] * gain[2]) - mean) * contrast + mean;
            float grey = (r + g + b) / 3;
            images[offset + i] = clamp(grey + (r - grey) * saturation);
            images[offset + plane + i] = clamp(grey + (g - grey) * saturation);
            images[offset + 2 * plane + i] = clamp(grey + (b - grey) * saturation);
        }
    }

    private void blacken(SplittableRandom random, float[] images, int offset, int size) {
        int longest = Math.max(1, (int) Math.round(dropout * size));
        int holes = 1 + random.nextInt(MOST_HOLES);
        for (int hole = 0; hole < holes; hole++) {
            int width = 1 + random.nextInt(longest);
            int height = 1 + random.nextInt(longest);
            int left = random.nextInt(size - width + 1);
            int top = random.nextInt(size - height + 1);
            for (int c = 0; c < 3; c++) {
                for (int y = top; y < top + height; y++) {
                    int row = offset + (c * size + y) * size;
                    Arrays.fill(images, row + left, row + left + width, 0);
                }
            }
        }
    }

    private static float clamp(float value) {
        return Math.max(0, Math.min(1, value));
    }
}
