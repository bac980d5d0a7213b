package org.medspike.imaging;

/** What the samples of a pixel mean (photometric interpretation). */
public enum Photometric {
    /** One sample, smaller is brighter, as on a film. */
    MONOCHROME1("MONOCHROME1", 1),
    /** One sample, larger is brighter. */
    MONOCHROME2("MONOCHROME2", 1),
    /** One sample and an opacity. */
    MONOCHROME2_ALPHA("MONOCHROME2+ALPHA", 2),
    /** Red, green, blue. */
    RGB("RGB", 3),
    /** Red, green, blue, opacity. */
    RGB_ALPHA("RGB+ALPHA", 4),
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

    /** Whether the last sample is an opacity. */
    public boolean hasAlpha() {
        return this == MONOCHROME2_ALPHA || this == RGB_ALPHA;
    }

    /** Samples that carry brightness, colour or ink: one, three or four. */
    public int colours() {
        return hasAlpha() ? samples - 1 : samples;
    }
}
