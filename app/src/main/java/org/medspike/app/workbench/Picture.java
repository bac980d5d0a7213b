package org.medspike.app.workbench;

/**
 * Pixels for the screen.
 *
 * @param width columns
 * @param height rows
 * @param pixels {@code 0xffRRGGBB}, rows from the top; not written to any more
 */
public record Picture(int width, int height, int[] pixels) {

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Picture[" + width + " x " + height + "]";
    }
}
