package org.medspike.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Turns a value from 0 to 1 into a colour, by a table of 256 opaque entries.
 *
 * <p>VIRIDIS, INFERNO and MAGMA are the tables of Matplotlib 3 (by Stéfan van der Walt, Nathaniel Smith and Eric Firing,
 * released as CC0), rounded to eight bits; value v takes entry {@code floor(256 v)} as there. BLUE_WHITE_RED was made for
 * this program: straight lines in CIELAB from lightness 31 (both ends alike) to a neutral 96 in the middle. In all four,
 * equal steps of the value look about equally large.
 */
public enum ColorMap {
    /** Dark violet over green to yellow; also for readers who see colours differently. */
    VIRIDIS(false),
    /** Black over red to pale yellow. */
    INFERNO(false),
    /** Black over purple to pale pink. */
    MAGMA(false),
    /** For differences: blue below the middle, red above, pale grey at it. */
    BLUE_WHITE_RED(true);

    private static final int SIZE = 256;

    private final boolean diverging;
    private final int[] table;

    ColorMap(boolean diverging) {
        this.diverging = diverging;
        this.table = read(name().toLowerCase(Locale.ROOT) + ".txt");
    }

    /**
     * The colour of a value.
     *
     * @param value 0 to 1; beyond that the colour of the nearer end
     * @return {@code 0xffRRGGBB}, or 0 (transparent) for what is not a number
     */
    public int argb(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return table[(int) Math.max(0, Math.min(SIZE - 1, value * SIZE))];
    }

    /** Whether the middle means zero and the ends lie on both sides of it. */
    public boolean isDiverging() {
        return diverging;
    }

    private static int[] read(String resource) {
        try (InputStream in = ColorMap.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: no " + resource);
            }
            String[] entries = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\\s+");
            int[] table = new int[SIZE];
            for (int i = 0; i < SIZE; i++) {
                table[i] = 0xff000000 | Integer.parseInt(entries[i], 16);
            }
            return table;
        } catch (IOException e) {
            throw new IllegalStateException("the program is damaged: " + resource + " cannot be read", e);
        }
    }
}
