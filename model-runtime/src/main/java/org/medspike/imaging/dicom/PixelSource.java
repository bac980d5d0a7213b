package org.medspike.imaging.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.bytes.ByteSource;
import org.medspike.imaging.raster.JpegCodestream;

/** Finds and decodes the frames of a file, one at a time. */
final class PixelSource {

    private final ByteSource bytes;
    private final TransferSyntax syntax;
    private final PixelLayout layout;
    private final DataElement element;
    private final List<List<DataElement.Fragment>> encapsulated;

    private PixelSource(DicomFile file, PixelLayout layout, DataElement element) throws IOException {
        this.bytes = file.bytes();
        this.syntax = file.syntax();
        this.layout = layout;
        this.element = element;
        List<DataElement.Fragment> fragments = element.fragments();
        this.encapsulated = fragments == null ? List.of() : frames(fragments);
    }

    /** Looks where the frames are, and whether all can be there. */
    static PixelSource of(DicomFile file, PixelLayout layout) throws IOException {
        DataElement element = file.data().element(Tag.PIXEL_DATA).orElseThrow();
        boolean compressed = file.syntax().codec() != TransferSyntax.Codec.NATIVE;
        if (compressed != (element.fragments() != null)) {
            throw ImageReadException.broken(
                    compressed
                            ? "it declares " + file.syntax().name() + ", but its pixel data are not encapsulated"
                            : "its pixel data are encapsulated, but it declares an uncompressed transfer syntax");
        }
        if (compressed && layout.bitsAllocated() == 1) {
            throw ImageReadException.unsupported("it compresses pixels of one bit, which this version does not decode");
        }
        if (!compressed && layout.frames() > element.length() * 8 / layout.frameBits()) {
            throw ImageReadException.broken("the DICOM header declares " + layout.sizes() + " of "
                    + layout.bitsAllocated() * layout.samples() + " bits, but its pixel data have only "
                    + element.length() + " bytes");
        }
        return new PixelSource(file, layout, element);
    }

    /** The cells of a frame. */
    Cells read(int frame) throws IOException {
        if (syntax.codec() == TransferSyntax.Codec.NATIVE) {
            long firstBit = frame * layout.frameBits();
            long from = firstBit / 8;
            long to = (firstBit + layout.frameBits() + 7) / 8;
            byte[] cells = bytes.read(element.position() + from, (int) (to - from));
            return new Cells(cells, (int) (firstBit % 8), syntax.order(), layout.planar());
        }
        byte[] coded = joined(encapsulated.get(frame));
        if (syntax.codec() == TransferSyntax.Codec.RLE) {
            return RleDecoder.decode(coded, layout);
        }
        return Cells.decoded(JpegCodestream.decode(
                coded,
                layout.columns(),
                layout.rows(),
                layout.samples(),
                layout.sampleBytes(),
                syntax.isLosslessJpeg()));
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

    /**
     * Which fragments belong to which frame (PS3.5, A.4): all to a single frame; one to each where there are as many;
     * else as the offset table says; else, for JPEG, a frame begins where a fragment begins with the mark of an image.
     */
    private List<List<DataElement.Fragment>> frames(List<DataElement.Fragment> all) throws IOException {
        List<DataElement.Fragment> fragments = all.subList(Math.min(1, all.size()), all.size());
        if (fragments.size() < layout.frames()) {
            throw ImageReadException.broken("the DICOM header declares " + layout.sizes()
                    + ", but its compressed pixel data have only " + fragments.size() + " fragments");
        }
        if (layout.frames() == 1) {
            return List.of(fragments);
        }
        List<List<DataElement.Fragment>> frames = new ArrayList<>();
        boolean oneEach = fragments.size() == layout.frames();
        Set<Long> starts = oneEach ? Set.of() : offsets(all.get(0));
        long origin = fragments.get(0).position();
        for (DataElement.Fragment fragment : fragments) {
            boolean begins = oneEach
                    || (starts.isEmpty() ? beginsImage(fragment) : starts.contains(fragment.position() - origin));
            if (begins) {
                frames.add(new ArrayList<>());
            } else if (frames.isEmpty()) {
                break;
            }
            frames.get(frames.size() - 1).add(fragment);
        }
        if (frames.size() != layout.frames()) {
            throw ImageReadException.broken("the file does not tell which compressed fragments belong to which of its "
                    + layout.frames() + " frames");
        }
        return frames;
    }

    /** Offsets of the frames' first items from the first of all. */
    private Set<Long> offsets(DataElement.Fragment table) throws IOException {
        if (table.length() < 4L * layout.frames()) {
            return Set.of();
        }
        ByteBuffer entries = ByteBuffer.wrap(bytes.read(table.position(), 4 * layout.frames()));
        entries.order(ByteOrder.LITTLE_ENDIAN);
        Set<Long> offsets = new HashSet<>();
        for (int i = 0; i < layout.frames(); i++) {
            offsets.add(entries.getInt() & 0xffffffffL);
        }
        return offsets;
    }

    private boolean beginsImage(DataElement.Fragment fragment) throws IOException {
        if (syntax.codec() != TransferSyntax.Codec.JPEG || fragment.length() < 2) {
            return false;
        }
        try {
            byte[] mark = bytes.read(fragment.position(), 2);
            return (mark[0] & 0xff) == 0xff && (mark[1] & 0xff) == 0xd8;
        } catch (EOFException e) {
            return false;
        }
    }
}
