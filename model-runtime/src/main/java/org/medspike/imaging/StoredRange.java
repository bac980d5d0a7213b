package org.medspike.imaging;

/**
 * The stored values of a frame that stand for black and white, where no window says so.
 *
 * @param low becomes 0
 * @param high becomes 1; equal to {@code low} where the frame has only one value
 */
record StoredRange(int low, int high) {

    /** The whole range of eight bits and of inks, else the smallest and largest colour value; opacity does not count. */
    static StoredRange of(Frame frame) {
        if (frame.bitsStored() <= 8 || frame.photometric() == Photometric.CMYK) {
            return new StoredRange(frame.storedLeast(), frame.storedLimit());
        }
        Samples samples = frame.samples();
        int channels = frame.photometric().samples();
        int colours = frame.photometric().colours();
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int pixel = 0; pixel < samples.length(); pixel += channels) {
            for (int c = 0; c < colours; c++) {
                int value = samples.get(pixel + c);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new StoredRange(low, high);
    }
}
