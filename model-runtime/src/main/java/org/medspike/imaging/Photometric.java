package org.medspike.imaging;

/** What the samples of a pixel mean (photometric interpretation). */
public enum Photometric {
    /** One sample, smaller is brighter, as on a film. */
    MONOCHROME1("MONOCHROME1", 1),
    /** One sample, larger is brighter. */
    MONOCHROME2("MONOCHROME2", 1),
    /** One sample and an opacity. */
    MONOCHROME2_ALPHA("MONOCHROME2+ALPHA", 2),
    /** One sample that picks a colour of the frame's {@link Palette}. */
    PALETTE_COLOR("PALETTE COLOR", 1),
    /** Red, green, blue. */
    RGB("RGB", 3),
    /** Red, green, blue, opacity. */
    RGB_ALPHA("RGB+ALPHA", 4),
    /** Luminance and two differences of colour, all over the whole range (PS3.3, C.7.6.3.1.2). */
    YBR_FULL("YBR_FULL", 3),
    /** Amounts of cyan, magenta, yellow and black ink; larger is darker. */
    CMYK("CMYK", 4);

    private final String label;
    private final int samples;

    Photometric(String label, int samples) {
        this.label = label;
        this.samples = samples;
    }

    /** As reports show it. */
    public String label() {
        return label;
    }

    /** Samples a pixel. */
    public int samples() {
        return samples;
    }

    /** Whether the one sample of a pixel is an amount of brightness. */
    public boolean isGrey() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }

    /** Whether the last sample is an opacity. */
    public boolean hasAlpha() {
        return this == MONOCHROME2_ALPHA || this == RGB_ALPHA;
    }

    /** Samples that carry brightness, colour or ink: one, three or four. */
    public int colours() {
        return hasAlpha() ? samples - 1 : samples;
    }
}
