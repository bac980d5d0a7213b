package org.medspike.phantom;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;
import org.medspike.mask.Mask;

/**
 * Draws phantoms: pictures that look as if they came from an examination, with the exact truth beside them.
 *
 * <p>A phantom is drawn by this program from a number alone. It shows no patient, contains nothing of any data set, and
 * proves nothing about how a model does on real images; it is for tests, demonstrations and the first start. The same
 * seed and size give the same pixels on every machine.
 */
public final class Phantom {

    private Phantom() {}

    /**
     * A view into the bowel with one polyp: folded, vascular wall, lumen, wet highlights, black corners, noise.
     *
     * @param seed any number; another number gives another picture
     * @param width columns, at least 16
     * @param height rows, at least 16
     */
    public static PhantomImage endoscopy(long seed, int width, int height) {
        if (width < 16 || height < 16) {
            throw new IllegalArgumentException("a phantom has at least 16 x 16 pixels, not " + width + " x " + height);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Polyp polyp = new Polyp(random);
        Relief relief = new Relief(random, new Mucosa(random, polyp), polyp, width, height);
        Lamp lamp = new Lamp(random);
        Tissue tissue = new Tissue(random);
        Optics optics = new Optics(random, width, height);
        float[] vessels = Vessels.draw(random, width, height);
        Frame frame = draw(relief, lamp, tissue, optics, vessels, 1 / (polyp.radius() * relief.scale));
        return new PhantomImage(frame, truth(relief, optics));
    }

    private static Mask truth(Relief relief, Optics optics) {
        BitSet pixels = new BitSet();
        for (int i = 0; i < relief.distances.length; i++) {
            if (relief.distances[i] <= 1 && optics.sees(i % relief.width, i / relief.width)) {
                pixels.set(i);
            }
        }
        return new Mask(relief.width, relief.height, pixels);
    }

    private static Frame draw(
            Relief relief, Lamp lamp, Tissue tissue, Optics optics, float[] vessels, double distanceOfAPixel) {
        float[] light = lamp.brightness(relief);
        float[] glints = lamp.glints(relief);
        byte[] samples = new byte[3 * light.length];
        double[] color = new double[3];
        for (int row = 0; row < relief.height; row++) {
            double y = (row + 0.5 - relief.height / 2.0) / relief.scale;
            for (int column = 0; column < relief.width; column++) {
                double x = (column + 0.5 - relief.width / 2.0) / relief.scale;
                int i = row * relief.width + column;
                // The rim is as sharp as the pixels are.
                double inPolyp = 1 - Noise.step(-distanceOfAPixel, distanceOfAPixel, relief.distances[i] - 1);
                tissue.color(x, y, light[i], inPolyp, vessels[i], color);
                double passes = optics.passes(column, row);
                double grain = optics.noise();
                for (int c = 0; c < 3; c++) {
                    double lit = color[c] + glints[i] * (1 - color[c]);
                    double shown = passes * (lit + grain + 0.4 * optics.noise());
                    samples[3 * i + c] = (byte) Math.round(Math.max(0, Math.min(1, shown)) * 255);
                }
            }
        }
        return new Frame(
                relief.width, relief.height, Photometric.RGB, 8, Orientation.UPRIGHT, new Samples.Bytes(samples));
    }
}
