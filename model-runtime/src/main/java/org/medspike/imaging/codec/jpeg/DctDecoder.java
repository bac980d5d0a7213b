package org.medspike.imaging.codec.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;
import org.medspike.imaging.codec.DecodedPixels;

/** Decodes a sequential or progressive JPEG image: its markers (T.81, annex B), its scans, its blocks. */
public final class DctDecoder {

    private static final String NAME = "JPEG";
    private static final int BLOCK_SIDE = 8;

    private final byte[] bytes;
    private final CodecLimits limits;
    private final int[][] quantisation = new int[4][0];
    private final HuffmanTable[] dc = new HuffmanTable[4];
    private final HuffmanTable[] ac = new HuffmanTable[4];
    private final List<Component> components = new ArrayList<>();
    private boolean progressive;
    private int precision;
    private int restartInterval;
    private int unitsWide;
    private int unitsHigh;
    private int mostHorizontal = 1;
    private int mostVertical = 1;
    private int scans;

    private DctDecoder(byte[] bytes, CodecLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
        Arrays.fill(dc, HuffmanTable.empty());
        Arrays.fill(ac, HuffmanTable.empty());
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
        int at = 0;
        while (true) {
            while (at + 1 < bytes.length
                    && (unsigned(at) != 0xff || unsigned(at + 1) == 0xff || unsigned(at + 1) == 0)) {
                at++;
            }
            if (at + 1 >= bytes.length) {
                break;
            }
            int marker = unsigned(at + 1);
            at += 2;
            if (marker == 0xd8 || marker >= 0xd0 && marker <= 0xd7) {
                continue;
            }
            if (marker == 0xd9) {
                break;
            }
            int length = number(at);
            if (length < 2 || at + length > bytes.length) {
                throw endsEarly();
            }
            segment(marker, at + 2, length - 2);
            at = marker == 0xda ? scan(at + 2, length - 2) : at + length;
        }
        if (scans == 0) {
            throw endsEarly();
        }
        return pixels();
    }

    private void segment(int marker, int at, int length) throws ImageReadException {
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> frame(marker == 0xc2, at, length);
            case 0xc4 -> huffmanTables(at, length);
            case 0xdb -> quantisationTables(at, length);
            case 0xdd -> restartInterval = number(at);
            default -> {
                if (marker > 0xc2 && marker <= 0xcf && marker != 0xc8 && marker != 0xcc) {
                    throw ImageReadException.unsupported("its JPEG image is coded in a way (SOF" + (marker - 0xc0)
                            + ") that this version does not decode");
                }
            }
        }
    }

    private void frame(boolean inParts, int at, int length) throws ImageReadException {
        int count = length < 6 ? 0 : unsigned(at + 5);
        if (!components.isEmpty() || length < 6 + 3 * count) {
            throw EntropyBits.damaged();
        }
        progressive = inParts;
        precision = unsigned(at);
        if (precision != 8 && precision != 12) {
            throw ImageReadException.broken("its JPEG image declares samples of " + precision + " bits");
        }
        limits.require(NAME, number(at + 3), number(at + 1), count);
        for (int i = 0; i < count; i++) {
            int factors = unsigned(at + 7 + 3 * i);
            if (factors >> 4 < 1 || factors >> 4 > 4 || (factors & 15) < 1 || (factors & 15) > 4) {
                throw EntropyBits.damaged();
            }
            mostHorizontal = Math.max(mostHorizontal, factors >> 4);
            mostVertical = Math.max(mostVertical, factors & 15);
        }
        for (int i = 0; i < count; i++) {
            int factors = unsigned(at + 7 + 3 * i);
            if (mostHorizontal % (factors >> 4) != 0 || mostVertical % (factors & 15) != 0) {
                throw ImageReadException.unsupported(
                        "its JPEG image has sampling factors that do not divide each other, which this version does not decode");
            }
        }
        unitsWide = parts(limits.width(), BLOCK_SIDE * mostHorizontal);
        unitsHigh = parts(limits.height(), BLOCK_SIDE * mostVertical);
        // A unit takes a bit at the very least, but for progressive scans, which may pass over thousands at once.
        if ((long) unitsWide * unitsHigh > (inParts ? 1 << 15 : 8L) * bytes.length) {
            throw endsEarly();
        }
        for (int i = 0; i < count; i++) {
            int factors = unsigned(at + 7 + 3 * i);
            int h = factors >> 4;
            int v = factors & 15;
            components.add(new Component(
                    unsigned(at + 6 + 3 * i),
                    h,
                    v,
                    unsigned(at + 8 + 3 * i) & 3,
                    parts(parts(limits.width() * h, mostHorizontal), BLOCK_SIDE),
                    parts(parts(limits.height() * v, mostVertical), BLOCK_SIDE),
                    unitsWide * h,
                    new short[unitsWide * h * unitsHigh * v * Component.BLOCK]));
        }
    }

    private static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }

    private void huffmanTables(int start, int length) throws ImageReadException {
        int at = start;
        while (at + 17 <= start + length) {
            int kind = unsigned(at);
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = unsigned(at + 1 + i);
                total += counts[i];
            }
            at += 17;
            if ((kind & 15) > 3 || kind >> 4 > 1 || total > 256 || at + total > start + length) {
                throw EntropyBits.damaged();
            }
            HuffmanTable table = new HuffmanTable(counts, Arrays.copyOfRange(bytes, at, at + total));
            (kind >> 4 == 0 ? dc : ac)[kind & 15] = table;
            at += total;
        }
    }

    private void quantisationTables(int start, int length) throws ImageReadException {
        int at = start;
        while (at < start + length) {
            int kind = unsigned(at++);
            int size = kind >> 4 == 0 ? 1 : 2;
            if ((kind & 15) > 3 || at + 64 * size > start + length) {
                throw EntropyBits.damaged();
            }
            int[] steps = new int[Component.BLOCK];
            for (int k = 0; k < Component.BLOCK; k++, at += size) {
                steps[BlockDecoder.ZIGZAG[k]] = size == 1 ? unsigned(at) : number(at);
            }
            quantisation[kind & 15] = steps;
        }
    }

    /** Decodes a scan; where the marker after it begins. */
    private int scan(int at, int length) throws ImageReadException {
        int count = length < 1 ? 0 : unsigned(at);
        if (components.isEmpty() || count < 1 || count > 4 || length < 4 + 2 * count) {
            throw EntropyBits.damaged();
        }
        Scan scan = new Scan(
                progressive,
                unsigned(at + 1 + 2 * count),
                unsigned(at + 2 + 2 * count),
                unsigned(at + 3 + 2 * count) >> 4,
                unsigned(at + 3 + 2 * count) & 15);
        if (!scan.isSound(count)) {
            throw EntropyBits.damaged();
        }
        List<ScanComponent> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(scanComponent(unsigned(at + 1 + 2 * i), unsigned(at + 2 + 2 * i)));
        }
        scans++;
        EntropyBits bits = new EntropyBits(bytes, at + length);
        new ScanDecoder(bits, scan, parts, restartInterval).decode(unitsWide, unitsHigh);
        return bits.end();
    }

    private ScanComponent scanComponent(int id, int tables) throws ImageReadException {
        for (Component component : components) {
            if (component.id() == id) {
                return new ScanComponent(component, dc[tables >> 4 & 3], ac[tables & 3]);
            }
        }
        throw EntropyBits.damaged();
    }

    private DecodedPixels pixels() throws ImageReadException {
        short[] values = new short[limits.samples()];
        for (int c = 0; c < components.size(); c++) {
            int[] steps = quantisation[components.get(c).quantisation()];
            if (steps.length == 0) {
                throw EntropyBits.damaged();
            }
            new ComponentSamples(components.get(c), steps, precision)
                    .write(values, c, limits, mostHorizontal, mostVertical);
        }
        return new DecodedPixels(limits.width(), limits.height(), components.size(), precision, values);
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
        return ImageReadException.broken("its JPEG image ends before its pixels do");
    }
}
