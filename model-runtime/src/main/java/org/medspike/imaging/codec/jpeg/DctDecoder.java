package org.medspike.imaging.codec.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;

/** Decodes a sequential or progressive JPEG image by discrete cosine transform (T.81, annexes F and G). */
public final class DctDecoder {

    private static final int BLOCK_SIDE = 8;
    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final int LAST_FRAME = 0xcf;
    private static final int START_OF_SCAN = 0xda;

    private final JpegBytes bytes;
    private final CodecLimits limits;
    private final JpegTables tables;
    private final List<Component> components = new ArrayList<>();
    private boolean progressive;
    private int precision;
    private int unitsWide;
    private int unitsHigh;
    private int mostHorizontal = 1;
    private int mostVertical = 1;

    private DctDecoder(byte[] codestream, CodecLimits limits) {
        this.bytes = new JpegBytes(codestream);
        this.limits = limits;
        this.tables = new JpegTables(bytes);
    }

    /**
     * Decodes a codestream.
     *
     * @param limits what the image is expected to be; another size is refused before anything is allocated
     * @return components as they were coded, sub-sampled ones repeated
     */
    public static DecodedPixels decode(byte[] codestream, CodecLimits limits) throws ImageReadException {
        return new DctDecoder(codestream, limits).decode();
    }

    private DecodedPixels decode() throws ImageReadException {
        int scans = 0;
        for (JpegBytes.Segment segment = bytes.next(); segment != null; segment = bytes.next()) {
            int marker = segment.marker();
            if (marker >= BASELINE && marker <= PROGRESSIVE) {
                frame(marker == PROGRESSIVE, segment);
            } else if (marker == START_OF_SCAN) {
                scan(segment);
                scans++;
            } else if (marker > PROGRESSIVE && marker <= LAST_FRAME && marker % 4 != 0) {
                throw ImageReadException.unsupported("its JPEG image is coded in a way (SOF" + (marker - BASELINE)
                        + ") that this version does not decode");
            } else {
                tables.take(segment);
            }
        }
        // Only the end mark tells that no later scan of a progressive image is missing.
        if (scans == 0 || progressive && !bytes.ended()) {
            throw JpegBytes.endsEarly();
        }
        return pixels();
    }

    private void frame(boolean inParts, JpegBytes.Segment segment) throws ImageReadException {
        int at = segment.at();
        int count = segment.length() < 6 ? 0 : bytes.unsigned(at + 5);
        if (!components.isEmpty() || segment.length() < 6 + 3 * count) {
            throw EntropyBits.damaged();
        }
        progressive = inParts;
        precision = bytes.unsigned(at);
        if (precision != 8 && precision != 12) {
            throw ImageReadException.broken("its JPEG image declares samples of " + precision + " bits");
        }
        limits.require("JPEG", bytes.number(at + 3), bytes.number(at + 1), count);
        for (int i = 0; i < count; i++) {
            int factors = bytes.unsigned(at + 7 + 3 * i);
            if (factors >> 4 < 1 || factors >> 4 > 4 || (factors & 15) < 1 || (factors & 15) > 4) {
                throw EntropyBits.damaged();
            }
            mostHorizontal = Math.max(mostHorizontal, factors >> 4);
            mostVertical = Math.max(mostVertical, factors & 15);
        }
        unitsWide = parts(limits.width(), BLOCK_SIDE * mostHorizontal);
        unitsHigh = parts(limits.height(), BLOCK_SIDE * mostVertical);
        // A unit takes a bit at the very least, but for progressive scans, which may pass over thousands at once.
        if ((long) unitsWide * unitsHigh > (inParts ? 1 << 15 : 8L) * bytes.length()) {
            throw JpegBytes.endsEarly();
        }
        for (int i = 0; i < count; i++) {
            components.add(component(at + 6 + 3 * i));
        }
    }

    private Component component(int at) throws ImageReadException {
        int h = bytes.unsigned(at + 1) >> 4;
        int v = bytes.unsigned(at + 1) & 15;
        if (mostHorizontal % h != 0 || mostVertical % v != 0) {
            throw ImageReadException.unsupported("its JPEG image has sampling factors that do not divide each other,"
                    + " which this version does not decode");
        }
        return new Component(
                bytes.unsigned(at),
                h,
                v,
                bytes.unsigned(at + 2),
                parts(parts(limits.width() * h, mostHorizontal), BLOCK_SIDE),
                parts(parts(limits.height() * v, mostVertical), BLOCK_SIDE),
                unitsWide * h,
                new short[unitsWide * h * unitsHigh * v * Component.BLOCK]);
    }

    private static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }

    private void scan(JpegBytes.Segment segment) throws ImageReadException {
        int at = segment.at();
        int count = segment.length() < 1 ? 0 : bytes.unsigned(at);
        if (components.isEmpty() || count < 1 || count > 4 || segment.length() < 4 + 2 * count) {
            throw EntropyBits.damaged();
        }
        int approximation = bytes.unsigned(at + 3 + 2 * count);
        Scan scan = new Scan(
                progressive,
                bytes.unsigned(at + 1 + 2 * count),
                bytes.unsigned(at + 2 + 2 * count),
                approximation >> 4,
                approximation & 15);
        if (!scan.isSound(count)) {
            throw EntropyBits.damaged();
        }
        List<ScanComponent> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(scanComponent(bytes.unsigned(at + 1 + 2 * i), bytes.unsigned(at + 2 + 2 * i)));
        }
        EntropyBits bits = bytes.bits(segment);
        new ScanDecoder(bits, scan, parts, tables.restartInterval()).decode(unitsWide, unitsHigh);
        bytes.goOnAt(bits.end());
    }

    private ScanComponent scanComponent(int id, int numbers) throws ImageReadException {
        for (Component component : components) {
            if (component.id() == id) {
                return new ScanComponent(component, tables.dc(numbers >> 4), tables.ac(numbers));
            }
        }
        throw EntropyBits.damaged();
    }

    private DecodedPixels pixels() throws ImageReadException {
        short[] values = new short[limits.samples()];
        for (int c = 0; c < components.size(); c++) {
            Component component = components.get(c);
            new ComponentSamples(component, tables.quantisation(component.quantisation()), precision)
                    .write(values, c, limits, mostHorizontal, mostVertical);
        }
        return new DecodedPixels(limits.width(), limits.height(), components.size(), precision, values);
    }
}
