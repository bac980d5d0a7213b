package org.medspike.imaging.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageReadException;

/**
 * A header that makes sense: extents are positive and countable, the data type is one that can be shown.
 *
 * @param version 1 or 2
 * @param pair whether the voxels are in a file of their own
 * @param order of the bytes of header and voxels
 * @param width extent along i
 * @param height extent along j
 * @param slices extent along k
 * @param volumes product of all further extents
 * @param type of a voxel
 * @param dataOffset where the voxels begin in their file
 * @param slope from stored values to measures, 1 where the header gives none
 * @param intercept likewise, 0
 * @param window the display range that the header asks for
 * @param geometry where the voxels lie
 * @param grid the same as it stands in the file
 * @param labels whether the voxels are marked as labels
 */
record NiftiHeader(
        int version,
        boolean pair,
        ByteOrder order,
        int width,
        int height,
        int slices,
        int volumes,
        VoxelType type,
        long dataOffset,
        double slope,
        double intercept,
        Optional<GreyWindow> window,
        NiftiGeometry geometry,
        NiftiGrid grid,
        boolean labels) {

    /** NIFTI_INTENT_LABEL. */
    private static final int LABELS = 1002;

    private static final long MOST_FRAMES = 1_000_000;

    /** Two copies of four samples each must be countable by one Java array. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 16;

    /** Byte order of a header, by its first number and, for NIfTI-1, its number of dimensions; empty if it is none. */
    static Optional<ByteOrder> order(byte[] head) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer bytes = ByteBuffer.wrap(head).order(order);
            if (head.length >= 42
                    && (bytes.getInt(0) == HeaderFields.LENGTH_1
                            || bytes.getInt(0) == HeaderFields.LENGTH_2 && head[4] == 'n')) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads a header.
     *
     * @param head the beginning of the file, as many bytes as a NIfTI-2 header has or as there are
     */
    static NiftiHeader parse(byte[] head) throws ImageReadException {
        ByteOrder order = order(head)
                .orElseThrow(() -> ImageReadException.unsupported("the compressed file holds no NIfTI volume"));
        ByteBuffer bytes = ByteBuffer.wrap(head).order(order);
        int length = bytes.getInt(0);
        if (head.length < length) {
            throw ImageReadException.broken("the file ends inside its NIfTI header");
        }
        int mark = length == HeaderFields.LENGTH_1 ? 344 : 4;
        boolean marked = head[mark] == 'n' && (head[mark + 1] == '+' || head[mark + 1] == 'i');
        if (!marked) {
            throw ImageReadException.unsupported(
                    "it is an ANALYZE header without NIfTI's mark; this version reads NIfTI-1 and NIfTI-2");
        }
        HeaderFields fields =
                length == HeaderFields.LENGTH_1 ? HeaderFields.version1(bytes) : HeaderFields.version2(bytes);
        return of(fields, order);
    }

    private static NiftiHeader of(HeaderFields fields, ByteOrder order) throws ImageReadException {
        VoxelType type = VoxelType.of(fields.datatype());
        long[] dim = fields.dim();
        if (dim[0] < 1 || dim[0] > 7) {
            throw ImageReadException.broken("the NIfTI header declares " + dim[0] + " dimensions; there are 1 to 7");
        }
        long[] extent = {1, 1, 1, 1, 1, 1, 1};
        for (int i = 0; i < dim[0]; i++) {
            extent[i] = dim[i + 1];
            if (extent[i] < 1 || extent[i] > Integer.MAX_VALUE) {
                throw ImageReadException.broken(
                        "the NIfTI header declares an extent of " + extent[i] + " voxels in dimension " + (i + 1));
            }
        }
        if (extent[0] * extent[1] > MOST_PIXELS) {
            throw ImageReadException.unsupported("its slices have " + extent[0] + " x " + extent[1]
                    + " voxels; this version opens slices of at most " + MOST_PIXELS / 1_000_000 + " million");
        }
        long volumes = 1;
        for (int i = 3; i < 7; i++) {
            volumes *= extent[i];
            if (volumes * extent[2] > MOST_FRAMES || volumes > MOST_FRAMES) {
                throw ImageReadException.unsupported("the NIfTI header declares more than " + MOST_FRAMES + " slices");
            }
        }
        boolean scaled = GreyScale.isLine(fields.slope(), fields.intercept());
        boolean ranged = fields.calMax() > fields.calMin() && Double.isFinite(fields.calMax() - fields.calMin());
        return new NiftiHeader(
                fields.version(),
                fields.pair(),
                order,
                (int) extent[0],
                (int) extent[1],
                (int) extent[2],
                (int) volumes,
                type,
                offset(fields),
                scaled ? fields.slope() : 1,
                scaled ? fields.intercept() : 0,
                ranged ? Optional.of(GreyWindow.between(fields.calMin(), fields.calMax())) : Optional.empty(),
                NiftiGeometry.of(fields),
                NiftiGrid.of(fields),
                fields.intent() == LABELS);
    }

    private static long offset(HeaderFields fields) throws ImageReadException {
        int least = fields.pair() ? 0 : fields.version() == 1 ? HeaderFields.LENGTH_1 : HeaderFields.LENGTH_2;
        double offset = fields.voxOffset();
        if (!fields.pair() && offset == 0) {
            return fields.version() == 1 ? 352 : 544;
        }
        if (!(offset >= least && offset <= Integer.MAX_VALUE)) {
            throw ImageReadException.broken("the NIfTI header says that the voxels begin at byte " + offset);
        }
        return (long) offset;
    }

    /** Bytes of one slice. */
    int sliceBytes() {
        return width * height * type.bytes();
    }

    /** Bytes of all voxels. */
    long dataLength() {
        return (long) sliceBytes() * slices * volumes;
    }

    /** For sentences. */
    String extents() {
        return width + " x " + height + " x " + slices + (volumes > 1 ? " x " + volumes : "") + " voxels";
    }
}
