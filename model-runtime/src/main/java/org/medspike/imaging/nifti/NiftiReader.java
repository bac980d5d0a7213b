package org.medspike.imaging.nifti;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medspike.imaging.ImageFormatReader;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/** Opens NIfTI-1 and NIfTI-2 files; of a pair, the header. */
public final class NiftiReader implements ImageFormatReader {

    private static final List<String> HEADER_ENDINGS = List.of(".hdr", ".hdr.gz");

    @Override
    public boolean recognises(byte[] head) {
        return VoxelFile.isCompressed(head) || NiftiHeader.order(head).isPresent();
    }

    @Override
    public ImageSource open(Path file) throws ImageReadException {
        try {
            VoxelFile own = VoxelFile.of(file);
            NiftiHeader header = NiftiHeader.parse(own.head(HeaderFields.LENGTH_2));
            VoxelFile voxels = header.pair() ? VoxelFile.of(partner(file)) : own;
            voxels.checkHolds(header);
            return new NiftiSource(header, voxels);
        } catch (ImageReadException e) {
            throw e;
        } catch (IOException e) {
            throw ImageReadException.broken("the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file with the voxels that belong to a header. */
    private static Path partner(Path header) throws ImageReadException {
        String name = header.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : HEADER_ENDINGS) {
            if (lower.endsWith(ending)) {
                String stem = name.substring(0, name.length() - ending.length());
                for (String voxels : List.of(".img", ".img.gz", ".IMG")) {
                    Path partner = header.resolveSibling(stem + voxels);
                    if (Files.isRegularFile(partner)) {
                        return partner;
                    }
                }
            }
        }
        throw ImageReadException.broken(
                "it is the header of a NIfTI pair; the voxels belong beside it, in a file of the"
                        + " same name that ends with .img, and there is none");
    }
}
