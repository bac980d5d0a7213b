package org.medspike.imaging;

/**
 * The stored values of a frame that stand for black and white, where no window says so.
 *
 * @param low becomes 0
 * @param high becomes 1; equal to {@code low} where the frame has only one value
 */
record StoredRange(double low, double high) {

    /**
     * The whole range of eight bits and of inks, else the smallest and largest colour value; opacity does not count, and
     * neither do values that are no finite number.
     */
    static StoredRange of(Frame frame) {
        if (frame.bitsStored() <= 8 || frame.photometric() == Photometric.CMYK) {
            return new StoredRange(frame.storedLeast(), frame.storedLimit());
        }
        Samples samples = frame.samples();
        int channels = frame.photometric().samples();
        int colours = frame.photometric().colours();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int pixel = 0; pixel < samples.length(); pixel += channels) {
            for (int c = 0; c < colours; c++) {
                double value = samples.value(pixel + c);
                if (Math.abs(value) <= Double.MAX_VALUE) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return low > high ? new StoredRange(0, 0) : new StoredRange(low, high);
    }
}
