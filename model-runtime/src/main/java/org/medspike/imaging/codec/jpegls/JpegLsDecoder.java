package org.medspike.imaging.codec.jpegls;

import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;

/** Decodes a JPEG-LS image: its markers (annex C), then its scans. */
public final class JpegLsDecoder {

    private static final String NAME = "JPEG-LS";
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int COLOUR_TRANSFORM = 0xe8;
    private static final int START_OF_FRAME = 0xf7;
    private static final int PRESETS = 0xf8;

    private final byte[] bytes;
    private final CodecLimits limits;
    private int precision;
    private int[] componentIds = {};
    private int restartInterval;
    private int decodedComponents;
    private Parameters.Presets presets = Parameters.Presets.DEFAULT;
    private short[] values = {};

    private JpegLsDecoder(byte[] bytes, CodecLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /**
     * Decodes a codestream.
     *
     * @param limits what the image is expected to be; another size is refused before anything is allocated
     */
    public static DecodedPixels decode(byte[] codestream, CodecLimits limits) throws ImageReadException {
        return new JpegLsDecoder(codestream, limits).decode();
    }

    private DecodedPixels decode() throws ImageReadException {
        int at = 0;
        while (values.length == 0 || decodedComponents < limits.components()) {
            while (at + 1 < bytes.length && (unsigned(at) != 0xff || unsigned(at + 1) == 0xff)) {
                at++;
            }
            int marker = unsigned(at + 1);
            at += 2;
            if (marker == START_OF_IMAGE) {
                continue;
            }
            if (marker == END_OF_IMAGE) {
                break;
            }
            int length = number(at);
            if (length < 2 || at + length > bytes.length) {
                throw endsEarly();
            }
            switch (marker) {
                case START_OF_FRAME -> frame(at + 2, length - 2);
                case PRESETS -> presets(at + 2, length - 2);
                case RESTART_INTERVAL -> restartInterval(at + 2, length - 2);
                case COLOUR_TRANSFORM -> colourTransform(at + 2, length - 2);
                default -> refuseOtherFrames(marker);
            }
            at = marker == START_OF_SCAN ? scan(at + 2, length - 2) : at + length;
        }
        if (values.length == 0 || decodedComponents < limits.components()) {
            throw endsEarly();
        }
        return new DecodedPixels(limits.width(), limits.height(), limits.components(), precision, values);
    }

    /** An ordinary JPEG frame, of which there are many kinds, is none of JPEG-LS. */
    private static void refuseOtherFrames(int marker) throws ImageReadException {
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
            throw ImageReadException.broken("it declares JPEG-LS, but its image is another kind of JPEG");
        }
    }

    private void frame(int at, int length) throws ImageReadException {
        int components = length < 6 ? 0 : unsigned(at + 5);
        if (length < 6 + 3 * components || values.length > 0) {
            throw BitReader.damaged();
        }
        precision = unsigned(at);
        if (precision < 2 || precision > 16) {
            throw ImageReadException.broken("its JPEG-LS image declares samples of " + precision + " bits");
        }
        limits.require(NAME, number(at + 3), number(at + 1), components);
        componentIds = new int[components];
        for (int i = 0; i < components; i++) {
            componentIds[i] = unsigned(at + 6 + 3 * i);
            if (unsigned(at + 7 + 3 * i) != 0x11) {
                throw ImageReadException.unsupported(
                        "its JPEG-LS image has components of fewer samples, which this version does not decode");
            }
        }
        // The shortest code of a whole line is a bit.
        if (bytes.length * 8L < (long) limits.height() * components) {
            throw endsEarly();
        }
        values = new short[limits.samples()];
    }

    private void presets(int at, int length) throws ImageReadException {
        int kind = length < 1 ? 0 : unsigned(at);
        if (kind != 1) {
            throw ImageReadException.unsupported("its JPEG-LS image has parameters of kind " + kind
                    + " (mapping tables or extensions), which this version does not decode");
        }
        if (length < 11) {
            throw BitReader.damaged();
        }
        presets =
                new Parameters.Presets(number(at + 1), number(at + 3), number(at + 5), number(at + 7), number(at + 9));
    }

    private void restartInterval(int at, int length) throws ImageReadException {
        if (length < 2 || length > 4) {
            throw BitReader.damaged();
        }
        restartInterval = 0;
        for (int i = 0; i < length; i++) {
            restartInterval = restartInterval << 8 | unsigned(at + i);
        }
    }

    private void colourTransform(int at, int length) throws ImageReadException {
        boolean known = length >= 5 && unsigned(at) == 'm' && unsigned(at + 1) == 'r' && unsigned(at + 2) == 'f';
        if (known && unsigned(at + 4) != 0) {
            throw ImageReadException.unsupported("its JPEG-LS image has a colour transform (HP " + unsigned(at + 4)
                    + "), which this version does not undo");
        }
    }

    /** Decodes a scan; where the marker after it begins. */
    private int scan(int at, int length) throws ImageReadException {
        int components = length < 1 ? 0 : unsigned(at);
        if (values.length == 0 || components < 1 || length < 4 + 2 * components) {
            throw BitReader.damaged();
        }
        int[] targets = new int[components];
        for (int i = 0; i < components; i++) {
            targets[i] = component(unsigned(at + 1 + 2 * i));
            if (unsigned(at + 2 + 2 * i) != 0) {
                throw ImageReadException.unsupported(
                        "its JPEG-LS image has a mapping table, which this version does not decode");
            }
        }
        int near = unsigned(at + 1 + 2 * components);
        int interleaving = unsigned(at + 2 + 2 * components);
        int pointTransform = unsigned(at + 3 + 2 * components) & 0xf;
        Parameters parameters = presets.with(precision, near);
        if (!parameters.isSound(precision) || interleaving > 2 || (interleaving == 0) != (components == 1)) {
            throw ImageReadException.broken("the parameters of its JPEG-LS image contradict each other");
        }
        decodedComponents += components;
        return lines(at + length, targets, parameters, interleaving == 2, pointTransform);
    }

    private int lines(int start, int[] targets, Parameters parameters, boolean bySample, int shift)
            throws ImageReadException {
        BitReader bits = new BitReader(bytes, start);
        SampleDecoder samples = new SampleDecoder(parameters, bits);
        ScanDecoder scan = new ScanDecoder(limits.width(), targets.length, samples, bits);
        for (int y = 0; y < limits.height(); y++) {
            if (restartInterval > 0 && y > 0 && y % restartInterval == 0) {
                bits = new BitReader(bytes, bits.end() + 2);
                samples.restart(bits);
                scan = new ScanDecoder(limits.width(), targets.length, samples, bits);
            }
            int[][] lines = bySample ? scan.interleavedLines() : scan.lines();
            for (int c = 0; c < targets.length; c++) {
                int to = y * limits.width() * limits.components() + targets[c];
                for (int x = 1; x <= limits.width(); x++, to += limits.components()) {
                    values[to] = (short) (lines[c][x] << shift);
                }
            }
        }
        return bits.end();
    }

    private int component(int id) throws ImageReadException {
        for (int i = 0; i < componentIds.length; i++) {
            if (componentIds[i] == id) {
                return i;
            }
        }
        throw BitReader.damaged();
    }

    private int unsigned(int at) throws ImageReadException {
        if (at >= bytes.length) {
            throw endsEarly();
        }
        return bytes[at] & 0xff;
    }

    private int number(int at) throws ImageReadException {
        return unsigned(at) << 8 | unsigned(at + 1);
    }

    private static ImageReadException endsEarly() {
        return ImageReadException.broken("its JPEG-LS image ends before its pixels do");
    }
}
