package org.medspike.imaging;

import java.util.List;
import java.util.Optional;

/**
 * One image as it is stored: no window, no colour management, no turning applied.
 *
 * @param width columns
 * @param height rows
 * @param photometric what the samples mean
 * @param bitsStored bits a sample really uses, 1 to 32, the sign included
 * @param orientation how it is to be held upright
 * @param samples {@code width * height * photometric.samples()} values
 * @param greyScale what the values measure and how bright they are shown
 * @param spacing how far apart pixels lie, as stored; empty where the file gives no length that could be trusted
 * @param palette the colours that the samples pick; there where {@code photometric} is {@code PALETTE_COLOR}
 */
public record Frame(
        int width,
        int height,
        Photometric photometric,
        int bitsStored,
        Orientation orientation,
        Samples samples,
        GreyScale greyScale,
        Optional<PixelSpacing> spacing,
        Optional<Palette> palette) {

    /** Refuses a frame whose samples do not fill it. */
    public Frame {
        long needed = (long) width * height * photometric.samples();
        if (width < 1 || height < 1 || samples.length() != needed) {
            throw new IllegalArgumentException("a " + width + " x " + height + " " + photometric.label()
                    + " frame needs " + needed + " samples, not " + samples.length());
        }
        if (palette.isPresent() != (photometric == Photometric.PALETTE_COLOR)) {
            throw new IllegalArgumentException("palette colours, and they alone, need a palette");
        }
    }

    /** A frame without a palette. */
    public Frame(
            int width,
            int height,
            Photometric photometric,
            int bitsStored,
            Orientation orientation,
            Samples samples,
            GreyScale greyScale,
            Optional<PixelSpacing> spacing) {
        this(width, height, photometric, bitsStored, orientation, samples, greyScale, spacing, Optional.empty());
    }

    /** A frame whose values measure nothing known, with no physical size. */
    public Frame(
            int width, int height, Photometric photometric, int bitsStored, Orientation orientation, Samples samples) {
        this(width, height, photometric, bitsStored, orientation, samples, GreyScale.STORED, Optional.empty());
    }

    /** A stored value as {@link Samples#get} gives it; column and row count from the upper left of the stored raster. */
    public int sample(int column, int row, int channel) {
        return samples.get((row * width + column) * photometric.samples() + channel);
    }

    /** The largest value that the bits can store; of floating-point samples 1, the value of what is opaque. */
    public long storedLimit() {
        return samples.floating() ? 1 : (1L << (samples.signed() ? bitsStored - 1 : bitsStored)) - 1;
    }

    /** The smallest value that the bits can store: zero, unless the samples are signed whole numbers. */
    public long storedLeast() {
        return samples.signed() && !samples.floating() ? -(1L << (bitsStored - 1)) : 0;
    }

    /** What the first sample of a pixel measures; column and row count from the upper left of the stored raster. */
    public double measure(int column, int row) {
        return greyScale.measure(samples.value((row * width + column) * photometric.samples()));
    }

    /** The same samples, shown through another window; nothing is copied. */
    public Frame through(GreyWindow window) {
        return new Frame(
                width,
                height,
                photometric,
                bitsStored,
                orientation,
                samples,
                greyScale.withWindow(Optional.of(window)),
                spacing,
                palette);
    }

    /**
     * This frame as a network sees it that was trained on one window: the same samples through that window if they measure
     * something, which frames of more than eight bits with a window of their own do. Pictures stay as they are.
     *
     * @param window centre and width; empty for the window of the file
     */
    public Frame measuredThrough(List<Double> window) {
        boolean measures =
                photometric.isGrey() && bitsStored > 8 && greyScale.window().isPresent();
        return measures && !window.isEmpty()
                ? through(new GreyWindow(window.get(0), window.get(1), GreyWindow.Shape.LINEAR_EXACT))
                : this;
    }

    /** This frame turned so that it is upright; the same object where it is already. */
    public Frame upright() {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        int uprightWidth = orientation.uprightWidth(width, height);
        int uprightHeight = orientation.uprightHeight(width, height);
        int channels = photometric.samples();
        int[] source = new int[samples.length()];
        int i = 0;
        for (int y = 0; y < uprightHeight; y++) {
            for (int x = 0; x < uprightWidth; x++) {
                int stored = orientation.storedIndex(x, y, width, height) * channels;
                for (int c = 0; c < channels; c++) {
                    source[i++] = stored + c;
                }
            }
        }
        return new Frame(
                uprightWidth,
                uprightHeight,
                photometric,
                bitsStored,
                Orientation.UPRIGHT,
                samples.picked(source),
                greyScale,
                orientation.exchangesAxes() ? spacing.map(PixelSpacing::exchanged) : spacing,
                palette);
    }
}
