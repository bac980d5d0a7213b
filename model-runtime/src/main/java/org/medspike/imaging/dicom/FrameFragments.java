package org.medspike.imaging.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.bytes.ByteSource;

/**
 * Which fragments belong to which frame (PS3.5, A.4): all to a single frame; one to each where there are as many; else as
 * the extended or the basic offset table says; else a frame begins where a fragment begins as an image of its codec does.
 */
final class FrameFragments {

    private static final int ITEM_HEADER = 8;
    private static final int RLE_HEADER = 64;

    private final ByteSource bytes;
    private final DataSet data;
    private final TransferSyntax syntax;
    private final PixelLayout layout;
    private final List<DataElement.Fragment> all;

    /**
     * The fragments of a file.
     *
     * @param all of them, the basic offset table first
     */
    FrameFragments(DicomFile file, PixelLayout layout, List<DataElement.Fragment> all) {
        this.bytes = file.bytes();
        this.data = file.data();
        this.syntax = file.syntax();
        this.layout = layout;
        this.all = all;
    }

    /** Those of each frame. */
    List<List<DataElement.Fragment>> frames() throws IOException {
        List<DataElement.Fragment> fragments = all.subList(Math.min(1, all.size()), all.size()).stream()
                .filter(fragment -> fragment.length() > 0)
                .toList();
        if (fragments.size() < layout.frames()) {
            throw ImageReadException.broken("the DICOM header declares " + layout.sizes()
                    + ", but its compressed pixel data have only " + fragments.size() + " fragments");
        }
        if (layout.frames() == 1) {
            return List.of(fragments);
        }
        if (fragments.size() == layout.frames()) {
            return fragments.stream().map(List::of).toList();
        }
        for (Set<Long> starts : List.of(extendedOffsets(), basicOffsets())) {
            List<List<DataElement.Fragment>> frames =
                    divided(fragments, fragment -> starts.contains(fragment.position() - ITEM_HEADER - firstItem()));
            if (frames.size() == layout.frames()) {
                return frames;
            }
        }
        List<List<DataElement.Fragment>> frames = divided(fragments, this::beginsImage);
        if (frames.size() != layout.frames()) {
            throw ImageReadException.broken("the file does not tell which compressed fragments belong to which of its "
                    + layout.frames() + " frames");
        }
        return frames;
    }

    /** Offsets count from the first item behind the table. */
    private long firstItem() {
        return all.get(1).position() - ITEM_HEADER;
    }

    /** Whether a frame begins with a fragment. */
    @FunctionalInterface
    private interface Beginning {
        boolean at(DataElement.Fragment fragment) throws IOException;
    }

    private static List<List<DataElement.Fragment>> divided(List<DataElement.Fragment> fragments, Beginning beginning)
            throws IOException {
        List<List<DataElement.Fragment>> frames = new ArrayList<>();
        for (DataElement.Fragment fragment : fragments) {
            if (beginning.at(fragment)) {
                frames.add(new ArrayList<>());
            } else if (frames.isEmpty()) {
                return List.of();
            }
            frames.get(frames.size() - 1).add(fragment);
        }
        return frames;
    }

    private Set<Long> extendedOffsets() throws IOException {
        DataElement table = data.element(Tag.EXTENDED_OFFSET_TABLE).orElse(null);
        return table == null ? Set.of() : offsets(table.position(), table.length(), Long.BYTES);
    }

    private Set<Long> basicOffsets() throws IOException {
        return offsets(all.get(0).position(), all.get(0).length(), Integer.BYTES);
    }

    private Set<Long> offsets(long position, long length, int size) throws IOException {
        if (length < (long) size * layout.frames()) {
            return Set.of();
        }
        ByteBuffer entries = ByteBuffer.wrap(bytes.read(position, size * layout.frames()));
        entries.order(ByteOrder.LITTLE_ENDIAN);
        Set<Long> offsets = new HashSet<>();
        for (int i = 0; i < layout.frames(); i++) {
            offsets.add(size == Long.BYTES ? entries.getLong() : entries.getInt() & 0xffffffffL);
        }
        return offsets;
    }

    private boolean beginsImage(DataElement.Fragment fragment) throws IOException {
        if (fragment.length() < RLE_HEADER) {
            return false;
        }
        ByteBuffer head =
                ByteBuffer.wrap(bytes.read(fragment.position(), RLE_HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        return switch (syntax.codec()) {
            case JPEG, JPEG_LS -> head.getShort(0) == (short) 0xd8ff;
            case JPEG_2000 -> head.getInt(0) == 0x51ff4fff;
            case RLE -> head.getInt(0) == layout.samples() * layout.cellBytes() && head.getInt(4) == RLE_HEADER;
            default -> false;
        };
    }
}
