package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;

/**
 * A map that is computed row by row, over all its time steps.
 *
 * <p>Floats lie as {@code [step][row][pixel][channel]}, with a pixel of zeros before and after each row; spikes are bits
 * without margins. A stage either keeps its whole map, or a ring of the few rows that its consumers still need.
 */
public abstract class Stage {

    private static final int NOWHERE = -1;

    private final String part;
    private final List<Stage> inputs;
    private final Extent extent;
    private final boolean spikes;
    private boolean inRing;
    private int ringBase;
    private int ringRows;
    private int mapBase = NOWHERE;

    /**
     * The size of a map.
     *
     * @param steps T, or one where it is the same at all steps
     * @param height rows
     * @param width pixels a row
     * @param channels without padding
     */
    public record Extent(int steps, int height, int width, int channels) {

        /** The same with other channels. */
        public Extent withChannels(int count) {
            return new Extent(steps, height, width, count);
        }

        /** The same with other time steps. */
        public Extent withSteps(int count) {
            return new Extent(count, height, width, channels);
        }

        boolean sameImage(Extent other) {
            return height == other.height && width == other.width;
        }
    }

    Stage(String part, List<Stage> inputs, Extent extent, boolean spikes) {
        this.part = part;
        this.inputs = List.copyOf(inputs);
        this.extent = extent;
        this.spikes = spikes;
    }

    /** The part of the network that it belongs to. */
    public final String part() {
        return part;
    }

    /** What it is computed from. */
    public final List<Stage> inputs() {
        return inputs;
    }

    /** Its size. */
    public final Extent extent() {
        return extent;
    }

    /** Whether its values are spikes, kept as bits. */
    public final boolean spikes() {
        return spikes;
    }

    /** Rows above and below its own that it needs of the inputs that it reads by the row. */
    public int reach() {
        return 0;
    }

    /** Whether a row needs only the rows around it of an input, so that both can be computed hand in hand. */
    public boolean readsByRow(Stage input) {
        return input.extent.sameImage(extent);
    }

    /** Whether it gives nothing but a sum over the whole map, which is there after {@link #finish}. */
    public boolean isSum() {
        return false;
    }

    /** What computes it, for reports: {@code dense}, {@code spikes}, {@code depth-wise}, ... */
    public abstract String kernel();

    /** What it computes, in a few words. */
    public String describe() {
        return kernel();
    }

    /** Computes one row, at all steps. */
    public abstract void row(Workspace w, int y);

    /**
     * Chooses among ways of computing the same, once, when the network is made ready.
     *
     * @param firingRate how often the neurons of a stage of spikes fired on an image for trying out, 0 to 1
     */
    public void tune(ToDoubleFunction<Stage> firingRate) {}

    /**
     * Gets ready for a new image; called by one thread before its first row, when all maps of earlier passes are there.
     *
     * @param w any worker's memory
     */
    public void begin(Workspace w) {}

    /** Called by one thread when all rows are done. */
    public void finish() {}

    /** Values or words from one pixel to the next. */
    public int pixelStride() {
        return spikes ? Kernels.words(extent.channels) : Kernels.padded(extent.channels);
    }

    /** Values or words from one row to the next. */
    public final int rowStride() {
        return (spikes ? extent.width : extent.width + 2) * pixelStride();
    }

    /** Keeps the whole map, from this place in the shared memory on. */
    public final void placeInMaps(int offset) {
        mapBase = offset;
    }

    /** Keeps some rows while its pass runs, from this place in each worker's memory on. */
    public final void placeInRing(int offset, int count) {
        ringBase = offset;
        ringRows = count;
    }

    /** From now on rows are computed, and read by the stages of the same pass: in the ring, where there is one. */
    public final void enter() {
        inRing = ringRows > 0;
    }

    /** From now on the map is read, where there is one. */
    public final void leave() {
        inRing = mapBase == NOWHERE;
    }

    /** Copies a row of the ring to the map, where there are both: no worker sees another's rows before they are whole. */
    public final void keep(Workspace w, int y) {
        if (!inRing || mapBase == NOWHERE) {
            return;
        }
        int margin = spikes ? 0 : pixelStride();
        for (int t = 0; t < extent.steps; t++) {
            int from = offset(y, t) - margin;
            int to = mapBase + (t * extent.height + y) * rowStride();
            if (spikes) {
                System.arraycopy(w.ringBits, from, w.mapBits, to, rowStride());
            } else {
                System.arraycopy(w.rings, from, w.maps, to, rowStride());
            }
        }
    }

    /** Where it lies, in words. */
    public final String placement() {
        if (isSum()) {
            return "sum";
        }
        String ring = ringRows > 0 ? "ring of " + ringRows : "";
        String map = mapBase == NOWHERE ? "" : "map";
        return ring.isEmpty() || map.isEmpty() ? ring + map : ring + " and map";
    }

    /** Values or words of this many rows at all steps. */
    public final int size(int rowCount) {
        return Math.multiplyExact(Math.multiplyExact(extent.steps, rowCount), rowStride());
    }

    final float[] floats(Workspace w) {
        return inRing ? w.rings : w.maps;
    }

    final int[] bits(Workspace w) {
        return inRing ? w.ringBits : w.mapBits;
    }

    /** Where the first pixel of a row lies; a row outside the image is zeros. Steps beyond a single one repeat it. */
    final int offset(int y, int step) {
        if (y < 0 || y >= extent.height) {
            return spikes ? 0 : Lines.START + pixelStride();
        }
        int t = extent.steps == 1 ? 0 : step;
        int row = inRing
                ? ringBase + (t * ringRows + y % ringRows) * rowStride()
                : mapBase + (t * extent.height + y) * rowStride();
        return row + (spikes ? 0 : pixelStride());
    }

    /** One value, of whatever kind. */
    final float value(Workspace w, int y, int step, int x, int channel) {
        int pixel = offset(y, step) + x * pixelStride();
        return spikes ? bits(w)[pixel + channel / 32] >>> channel & 1 : floats(w)[pixel + channel];
    }

    /**
     * Copies a whole map that was kept.
     *
     * @param into {@code [steps, channels, height, width]}
     */
    public final void read(Workspace w, float[] into) {
        int i = 0;
        for (int t = 0; t < extent.steps; t++) {
            for (int c = 0; c < extent.channels; c++) {
                for (int y = 0; y < extent.height; y++) {
                    for (int x = 0; x < extent.width; x++) {
                        into[i++] = value(w, y, t, x, c);
                    }
                }
            }
        }
    }

    /** Makes the pixels before and after the row zero. */
    final void closeMargins(Workspace w, int y) {
        float[] floats = floats(w);
        int stride = pixelStride();
        for (int t = 0; t < extent.steps; t++) {
            int first = offset(y, t);
            int end = first + extent.width * stride;
            Arrays.fill(floats, first - stride, first, 0f);
            Arrays.fill(floats, end, end + stride, 0f);
        }
    }
}
