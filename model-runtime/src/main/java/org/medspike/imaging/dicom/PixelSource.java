package org.medspike.imaging.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Samples;
import org.medspike.imaging.bytes.ByteSource;

/** Finds and decodes the frames of a file, one at a time. */
final class PixelSource {

    private static final String WORDS = "OW";

    private final ByteSource bytes;
    private final TransferSyntax syntax;
    private final PixelLayout layout;
    private final DataElement element;
    private final List<List<DataElement.Fragment>> encapsulated;

    private PixelSource(
            DicomFile file, PixelLayout layout, DataElement element, List<List<DataElement.Fragment>> encapsulated) {
        this.bytes = file.bytes();
        this.syntax = file.syntax();
        this.layout = layout;
        this.element = element;
        this.encapsulated = encapsulated;
    }

    /** Looks where the frames are, and whether all can be there. */
    static PixelSource of(DicomFile file, PixelLayout declared) throws IOException {
        DataElement element = file.data().element(Tag.PIXEL_DATA).orElseThrow();
        boolean compressed = file.syntax().codec() != TransferSyntax.Codec.NATIVE;
        List<DataElement.Fragment> fragments = element.fragments();
        if (compressed != (fragments != null)) {
            throw ImageReadException.broken(
                    compressed
                            ? "it declares " + file.syntax().name() + ", but its pixel data are not encapsulated"
                            : "its pixel data are encapsulated, but it declares an uncompressed transfer syntax");
        }
        if (fragments != null) {
            if (declared.bitsAllocated() == 1) {
                throw ImageReadException.unsupported(
                        "it compresses pixels of one bit, which this version does not decode");
            }
            return new PixelSource(file, declared, element, new FrameFragments(file, declared, fragments).frames());
        }
        PixelLayout layout = declared.withAllChroma(element.length());
        if (layout.frames() > element.length() * 8 / layout.frameBits()) {
            throw ImageReadException.broken("the DICOM header declares " + layout.sizes() + " of "
                    + layout.bitsAllocated() * layout.samples() + " bits, but its pixel data have only "
                    + element.length() + " bytes");
        }
        return new PixelSource(file, layout, element, List.of());
    }

    /** The stored values of a frame. */
    Samples read(int frame) throws IOException {
        Cells cells = syntax.codec() == TransferSyntax.Codec.NATIVE
                ? natively(frame)
                : FrameDecoder.decode(joined(encapsulated.get(frame)), syntax, layout);
        return cells.samples(layout);
    }

    private Cells natively(int frame) throws IOException {
        long firstBit = frame * layout.frameBits();
        long from = firstBit / 8;
        long to = (firstBit + layout.frameBits() + 7) / 8;
        if (layout.bitsAllocated() == 1) {
            return new Cells.Bits(bytes.read(element.position() + from, (int) (to - from)), (int) (firstBit % 8));
        }
        // In big endian two samples of eight bits stand in a word the wrong way round (PS3.5, 8.1.1 and annex A.3).
        boolean swapped = syntax.order() == ByteOrder.BIG_ENDIAN
                && layout.bitsAllocated() == 8
                && element.vr().equals(WORDS);
        byte[] raw = swapped ? unswapped(from, to) : bytes.read(element.position() + from, (int) (to - from));
        Cells cells = new Cells.Whole(raw, layout.cellBytes(), syntax.order());
        if (layout.paired()) {
            return new Cells.Paired(cells);
        }
        return layout.planar() ? new Cells.Planar(cells, layout.pixels(), layout.samples()) : cells;
    }

    private byte[] unswapped(long from, long to) throws IOException {
        byte[] raw = new byte[(int) (to - from)];
        long begin = from & ~1;
        byte[] words = bytes.read(element.position() + begin, (int) Math.min(element.length() - begin, to + 1 - begin));
        for (int i = 0; i < raw.length; i++) {
            int at = (int) (from - begin) + i ^ 1;
            raw[i] = words[Math.min(at, words.length - 1)];
        }
        return raw;
    }

    private byte[] joined(List<DataElement.Fragment> fragments) throws IOException {
        long length = 0;
        for (DataElement.Fragment fragment : fragments) {
            length += fragment.length();
        }
        if (length > Integer.MAX_VALUE / 2) {
            throw ImageReadException.unsupported("a compressed frame has " + length + " bytes");
        }
        byte[] joined = new byte[(int) length];
        int at = 0;
        for (DataElement.Fragment fragment : fragments) {
            bytes.read(fragment.position(), joined, at, (int) fragment.length());
            at += (int) fragment.length();
        }
        return joined;
    }
}
