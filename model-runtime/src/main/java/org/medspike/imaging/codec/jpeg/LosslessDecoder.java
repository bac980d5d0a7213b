package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;

/** Decodes a lossless JPEG image of 2 to 16 bits: samples predicted from their neighbours (T.81, annex H, process 14). */
public final class LosslessDecoder {

    private static final int LOSSLESS = 0xc3;
    private static final int START_OF_SCAN = 0xda;
    private static final int PREDICTORS = 7;

    private final JpegBytes bytes;
    private final CodecLimits limits;
    private final JpegTables tables;
    private int precision;
    private int[] ids = {};
    private int decodedComponents;
    private short[] values = {};

    private LosslessDecoder(byte[] codestream, CodecLimits limits) {
        this.bytes = new JpegBytes(codestream);
        this.limits = limits;
        this.tables = new JpegTables(bytes);
    }

    /**
     * Decodes a codestream.
     *
     * @param limits what the image is expected to be; another size is refused before anything is allocated
     * @return components as they were coded
     */
    public static DecodedPixels decode(byte[] codestream, CodecLimits limits) throws ImageReadException {
        return new LosslessDecoder(codestream, limits).decode();
    }

    private DecodedPixels decode() throws ImageReadException {
        for (JpegBytes.Segment segment = bytes.next(); segment != null; segment = bytes.next()) {
            if (segment.marker() == LOSSLESS) {
                frame(segment);
            } else if (segment.marker() == START_OF_SCAN) {
                scan(segment);
            } else {
                tables.take(segment);
            }
        }
        if (ids.length == 0 || decodedComponents < ids.length) {
            throw JpegBytes.endsEarly();
        }
        return new DecodedPixels(limits.width(), limits.height(), limits.components(), precision, values);
    }

    private void frame(JpegBytes.Segment segment) throws ImageReadException {
        int at = segment.at();
        int count = segment.length() < 6 ? 0 : bytes.unsigned(at + 5);
        if (ids.length > 0 || count == 0 || segment.length() < 6 + 3 * count) {
            throw EntropyBits.damaged();
        }
        precision = bytes.unsigned(at);
        if (precision < 2 || precision > 16) {
            throw ImageReadException.broken("its JPEG image declares samples of " + precision + " bits");
        }
        limits.require("JPEG", bytes.number(at + 3), bytes.number(at + 1), count);
        ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = bytes.unsigned(at + 6 + 3 * i);
            if (bytes.unsigned(at + 7 + 3 * i) != bytes.unsigned(at + 7)) {
                throw ImageReadException.unsupported(
                        "its lossless JPEG image has components of fewer samples, which this version does not decode");
            }
        }
        // A sample takes a bit at the very least.
        if (limits.samples() > 8L * bytes.length()) {
            throw JpegBytes.endsEarly();
        }
        values = new short[limits.samples()];
    }

    private void scan(JpegBytes.Segment segment) throws ImageReadException {
        int at = segment.at();
        int count = segment.length() < 1 ? 0 : bytes.unsigned(at);
        if (ids.length == 0 || count < 1 || count > ids.length || segment.length() < 4 + 2 * count) {
            throw EntropyBits.damaged();
        }
        int predictor = bytes.unsigned(at + 1 + 2 * count);
        int pointTransform = bytes.unsigned(at + 3 + 2 * count) & 15;
        if (predictor < 1 || predictor > PREDICTORS || pointTransform >= precision) {
            throw EntropyBits.damaged();
        }
        int[] targets = new int[count];
        HuffmanTable[] codes = new HuffmanTable[count];
        for (int i = 0; i < count; i++) {
            targets[i] = component(bytes.unsigned(at + 1 + 2 * i));
            codes[i] = tables.dc(bytes.unsigned(at + 2 + 2 * i) >> 4);
        }
        decodedComponents += count;
        EntropyBits bits = bytes.bits(segment);
        LosslessScan scan = new LosslessScan(values, limits, targets, codes, predictor);
        scan.decode(bits, 1 << precision - pointTransform - 1, tables.restartInterval());
        scan.shift(pointTransform);
        bytes.goOnAt(bits.end());
    }

    private int component(int id) throws ImageReadException {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        throw EntropyBits.damaged();
    }
}
