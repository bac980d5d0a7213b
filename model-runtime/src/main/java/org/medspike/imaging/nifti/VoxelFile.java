package org.medspike.imaging.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.bytes.ByteSource;
import org.medspike.imaging.bytes.FileBytes;
import org.medspike.imaging.bytes.HeldBytes;

/**
 * The file that voxels are read from.
 *
 * @param path where it is
 * @param length its bytes on the disk
 * @param compressed whether it is a gzip stream
 */
record VoxelFile(Path path, long length, boolean compressed) {

    /** Deflate makes at most so many bytes of one. */
    private static final long MOST_INFLATION = 1032;

    /** Looks at a file. */
    static VoxelFile of(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new VoxelFile(path, Files.size(path), isCompressed(in.readNBytes(2)));
        }
    }

    /** Whether a file that begins so is a gzip stream. */
    static boolean isCompressed(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    /** The first bytes, inflated. */
    byte[] head(int count) throws IOException {
        try (InputStream in = stream()) {
            return in.readNBytes(count);
        } catch (java.io.EOFException e) {
            throw ImageReadException.broken("the compressed file ends inside its NIfTI header", e);
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    /**
     * Refuses a header that promises more than the file can hold.
     *
     * @throws ImageReadException naming both numbers
     */
    void checkHolds(NiftiHeader header) throws ImageReadException {
        long needed = header.dataOffset() + header.dataLength();
        long most = compressed ? length * MOST_INFLATION : length;
        if (needed > most) {
            throw ImageReadException.broken("the NIfTI header declares " + header.extents() + ", which are "
                    + header.dataLength() + " bytes, but the file has only " + length
                    + (compressed ? " bytes, compressed" : " bytes"));
        }
    }

    /** Opens the voxels: a plain file is read where it is, a compressed one is inflated into memory, once. */
    ByteSource open(NiftiHeader header) throws IOException {
        if (!compressed) {
            return FileBytes.open(path);
        }
        long needed = header.dataOffset() + header.dataLength();
        MemoryBudget.require(needed, "the compressed volume of " + header.extents());
        try (InputStream in = stream()) {
            return HeldBytes.take(in, needed);
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    private InputStream stream() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return compressed ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static ImageReadException damaged(ZipException e) {
        return ImageReadException.broken("the compressed data are damaged (" + e.getMessage() + ")", e);
    }
}
