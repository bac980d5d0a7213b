package org.medspike.imaging.raster.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;

/** Reads a page of samples that are not of eight bits, exactly as they are stored. */
public final class DeepTiff {

    private final ImageInputStream in;
    private final TiffPage page;

    private DeepTiff(ImageInputStream in, TiffPage page) {
        this.in = in;
        this.page = page;
    }

    /**
     * A page of a file.
     *
     * @param in of the file; stays open and is moved
     * @return empty where the page is not of this kind
     */
    public static Optional<DeepTiff> of(ImageInputStream in, int index) throws IOException {
        return TiffPage.of(in, index).map(page -> new DeepTiff(in, page));
    }

    /** Decodes the page. */
    public Frame read(Orientation orientation) throws IOException {
        long count = (long) page.width() * page.height() * page.samples();
        MemoryBudget.require(count * 24, page.width() + " x " + page.height() + " pixels");
        if (count > Integer.MAX_VALUE / 8) {
            throw ImageReadException.unsupported(
                    "it has " + page.width() + " x " + page.height() + " pixels, more than this version opens");
        }
        SampleSink sink = SampleSink.of(page, (int) count);
        int across = (int) TiffPage.parts(page.width(), page.chunkWidth());
        int down = (int) TiffPage.parts(page.height(), page.chunkHeight());
        for (int plane = 0; plane < (page.planar() ? page.samples() : 1); plane++) {
            for (int row = 0; row < down; row++) {
                for (int column = 0; column < across; column++) {
                    chunk((plane * down + row) * across + column, column, row, plane, sink);
                }
            }
        }
        Photometric photometric = photometric();
        return new Frame(
                page.width(), page.height(), photometric, Math.min(32, page.bits()), orientation, sink.samples());
    }

    private Photometric photometric() {
        return switch (page.samples()) {
            case 1 -> page.photometric() == 0 ? Photometric.MONOCHROME1 : Photometric.MONOCHROME2;
            case 2 -> Photometric.MONOCHROME2_ALPHA;
            case 3 -> Photometric.RGB;
            default -> page.photometric() == 5 ? Photometric.CMYK : Photometric.RGB_ALPHA;
        };
    }

    private void chunk(int index, int column, int row, int plane, SampleSink sink) throws IOException {
        int top = row * page.chunkHeight();
        int rows = Math.min(page.chunkHeight(), page.height() - top);
        long length = (long) rows * page.rowBytes();
        MemoryBudget.require(2 * length, "a part of " + page.width() + " x " + page.height() + " pixels");
        if (length > Integer.MAX_VALUE / 2) {
            throw ImageReadException.unsupported("a part of the TIFF image has " + length + " bytes");
        }
        byte[] bytes = Chunk.unpacked(packed(index), page.compression(), (int) length);
        ByteOrder order = Predictor.undo(bytes, page);
        int left = column * page.chunkWidth();
        int width = Math.min(page.chunkWidth(), page.width() - left);
        int samples = page.chunkSamples();
        for (int y = 0; y < rows; y++) {
            int first = ((top + y) * page.width() + left) * page.samples() + plane;
            for (int i = 0; i < width * samples; i++) {
                long bits = bits(bytes, y * page.rowBytes(), i, order);
                sink.put(page.planar() ? first + i * page.samples() : first + i, bits);
            }
        }
    }

    private byte[] packed(int index) throws IOException {
        long offset = page.offsets()[index];
        long length = page.lengths()[index];
        long end = in.length();
        if (offset < 0 || length < 0 || offset + length > end && end >= 0 || length > Integer.MAX_VALUE / 2) {
            throw ImageReadException.broken(
                    "the file ends before the image does; it is damaged or was copied only in part");
        }
        byte[] packed = new byte[(int) length];
        in.seek(offset);
        in.readFully(packed);
        return packed;
    }

    private long bits(byte[] bytes, int row, int index, ByteOrder order) {
        int size = page.bits();
        if (size % 8 != 0) {
            return packedBits(bytes, row, (long) index * size, size);
        }
        int width = size / 8;
        long value = 0;
        for (int i = 0; i < width; i++) {
            int at = row + index * width + (order == ByteOrder.LITTLE_ENDIAN ? width - 1 - i : i);
            value = value << 8 | bytes[at] & 0xff;
        }
        return value;
    }

    /** Samples of broken bytes stand one behind the other, the highest bit first, whatever the order of bytes. */
    private static long packedBits(byte[] bytes, int row, long firstBit, int size) {
        int at = row + (int) (firstBit >> 3);
        int window = 0;
        for (int i = 0; i < 3; i++) {
            window = window << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
        }
        return window >> 24 - size - (int) (firstBit & 7) & (1 << size) - 1;
    }
}
