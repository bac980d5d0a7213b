package org.medspike.imaging;

/** Brings frames whose samples are no amounts of red, green and blue to such amounts, for showing them. */
final class Colours {

    private Colours() {}

    /** The frame in red, green and blue of its own bits where it is luminance with chroma, of eight where a palette. */
    static Frame asRgb(Frame frame) {
        return switch (frame.photometric()) {
            case PALETTE_COLOR -> fromPalette(frame);
            case YBR_FULL -> fromLuminance(frame);
            default -> frame;
        };
    }

    private static Frame fromPalette(Frame frame) {
        Palette palette = frame.palette()
                .orElseThrow(() -> new IllegalArgumentException("a frame of palette colours needs a palette"));
        byte[] rgb = new byte[3 * frame.samples().length()];
        for (int i = 0; i < frame.samples().length(); i++) {
            int colour = palette.colour(frame.samples().get(i));
            rgb[3 * i] = (byte) (colour >> 16);
            rgb[3 * i + 1] = (byte) (colour >> 8);
            rgb[3 * i + 2] = (byte) colour;
        }
        return coloured(frame, 8, new Samples.Bytes(rgb));
    }

    /** The equations of PS3.3, C.7.6.3.1.2, solved for red, green and blue. */
    private static Frame fromLuminance(Frame frame) {
        Samples samples = frame.samples();
        double limit = frame.storedLimit();
        double middle = (limit + 1) / 2;
        boolean narrow = frame.bitsStored() <= 8;
        byte[] bytes = new byte[narrow ? samples.length() : 0];
        short[] shorts = new short[narrow ? 0 : samples.length()];
        int up = frame.bitsStored() > 16 ? frame.bitsStored() - 16 : 0;
        for (int i = 0; i < samples.length(); i += 3) {
            double y = samples.value(i);
            double b = samples.value(i + 1) - middle;
            double r = samples.value(i + 2) - middle;
            double[] rgb = {y + 1.402 * r, y - 0.344136 * b - 0.714136 * r, y + 1.772 * b};
            for (int c = 0; c < 3; c++) {
                long level = Math.round(Math.max(0, Math.min(limit, rgb[c])));
                if (narrow) {
                    bytes[i + c] = (byte) level;
                } else {
                    shorts[i + c] = (short) (level >> up);
                }
            }
        }
        return coloured(frame, frame.bitsStored() - up, narrow ? new Samples.Bytes(bytes) : new Samples.Shorts(shorts));
    }

    private static Frame coloured(Frame frame, int bits, Samples samples) {
        return new Frame(
                frame.width(),
                frame.height(),
                Photometric.RGB,
                bits,
                frame.orientation(),
                samples,
                GreyScale.STORED,
                frame.spacing());
    }
}
