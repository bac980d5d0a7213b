package org.medspike.export;

import java.util.BitSet;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.mask.Mask;

/**
 * Draws a mask over its image.
 *
 * <p>The contour lies inside the object, one pixel thick for every 512 pixels of the image's longer side, so that it can
 * be seen in large images too. Where the object reaches the image's border, the contour runs along it.
 */
public final class Overlay {

    private static final int PIXELS_PER_LINE_WIDTH = 512;

    private Overlay() {}

    /**
     * The image as it is shown on the screen with the mask on top, {@code 0xffRRGGBB}, rows from the top.
     *
     * @param image upright
     * @param mask of the image's size
     */
    public static int[] pixels(Frame image, Mask mask, OverlayStyle style) {
        if (mask.width() != image.width() || mask.height() != image.height()) {
            throw new IllegalArgumentException("the mask is " + mask.width() + " x " + mask.height()
                    + " pixels, the image " + image.width() + " x " + image.height());
        }
        int[] pixels = DisplayPixels.of(image);
        BitSet object = mask.pixels();
        if (style.fill()) {
            for (int i = object.nextSetBit(0); i >= 0; i = object.nextSetBit(i + 1)) {
                pixels[i] = blend(pixels[i], style);
            }
        }
        if (style.contour()) {
            byte[] depth = depth(mask, lineWidth(mask));
            for (int i = object.nextSetBit(0); i >= 0; i = object.nextSetBit(i + 1)) {
                if (depth[i] <= lineWidth(mask)) {
                    pixels[i] = 0xff000000 | style.rgb();
                }
            }
        }
        return pixels;
    }

    private static int lineWidth(Mask mask) {
        double longer = Math.max(mask.width(), mask.height());
        return (int) Math.max(1, Math.min(100, Math.round(longer / PIXELS_PER_LINE_WIDTH)));
    }

    private static int blend(int pixel, OverlayStyle style) {
        int result = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int below = pixel >> shift & 0xff;
            int above = style.rgb() >> shift & 0xff;
            result = result << 8 | (int) Math.round(below + (above - below) * style.opacity());
        }
        return result;
    }

    /** How many pixels from the background each object pixel lies, in any of eight directions, up to one more than most. */
    private static byte[] depth(Mask mask, int most) {
        int width = mask.width();
        int height = mask.height();
        byte[] depth = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                if (mask.pixels().get(i)) {
                    depth[i] = least(depth, x, y, -1, width, height, most + 1);
                }
            }
        }
        for (int y = height - 1; y >= 0; y--) {
            for (int x = width - 1; x >= 0; x--) {
                int i = y * width + x;
                if (depth[i] > 0) {
                    depth[i] = least(depth, x, y, 1, width, height, depth[i]);
                }
            }
        }
        return depth;
    }

    /** One more than the least depth among the four neighbours on one side, which are outside or done already. */
    private static byte least(byte[] depth, int x, int y, int side, int width, int height, int most) {
        int row = y + side;
        if (x == 0 || x == width - 1 || row < 0 || row >= height) {
            return 1;
        }
        int there = row * width + x;
        int least = Math.min(depth[there], depth[y * width + x + side]);
        least = Math.min(least, Math.min(depth[there - 1], depth[there + 1]));
        return (byte) Math.min(most, least + 1);
    }
}
