package org.medspike.imaging.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.ImageInfo;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Samples;
import org.medspike.imaging.StoredStatistics;
import org.medspike.imaging.bytes.ByteSource;

/** An open volume. The first slice that is read of a volume costs a pass over that volume, for its range. */
final class NiftiSource implements NiftiVolume {

    /** Voxels of a slice, its samples, and the copies that are shown and resampled: bytes a pixel besides the voxel's own. */
    private static final int BYTES_PER_PIXEL = 24;

    private final NiftiHeader header;
    private final VoxelFile file;
    private @Nullable ByteSource voxels;
    private @Nullable VolumeScale scale;
    private int scaledVolume = -1;

    NiftiSource(NiftiHeader header, VoxelFile file) {
        this.header = header;
        this.file = file;
    }

    @Override
    public ImageInfo info() {
        return new ImageInfo(
                "NIfTI-" + header.version(),
                header.width(),
                header.height(),
                header.slices() * header.volumes(),
                Optional.empty(),
                header.geometry().spacing(),
                header.window());
    }

    @Override
    public Frame read(int index) throws ImageReadException {
        MemoryBudget.require(
                (long) header.width() * header.height() * (header.type().bytes() + BYTES_PER_PIXEL),
                "a slice of " + header.extents());
        try {
            return header.type().isColour() ? colours(index) : greys(index);
        } catch (EOFException e) {
            throw ImageReadException.broken(
                    "the file ends before its " + header.extents() + " do; it is damaged or was copied only in part",
                    e);
        } catch (ImageReadException e) {
            throw e;
        } catch (IOException e) {
            throw ImageReadException.broken("the voxels cannot be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw ImageReadException.broken("there is not enough memory for it; close other images and try again");
        }
    }

    /** Of all slices of the first volume, in the order of the file. */
    @Override
    public StoredStatistics statistics() throws ImageReadException {
        StoredStatistics.Pass pass = new StoredStatistics.Pass();
        for (int k = 0; k < header.slices(); k++) {
            pass.add(read(k).samples());
        }
        return pass.result();
    }

    @Override
    public Optional<Placement> placement(int index) {
        return header.geometry().placement(index % header.slices());
    }

    @Override
    public NiftiGrid grid() {
        return header.grid();
    }

    @Override
    public boolean isOfLabels() {
        return header.labels();
    }

    private Frame colours(int index) throws IOException {
        Photometric photometric = header.type() == VoxelType.RGB24 ? Photometric.RGB : Photometric.RGB_ALPHA;
        return frame(photometric, 8, new Samples.Bytes(slice(index).array()), GreyScale.STORED);
    }

    private Frame greys(int index) throws IOException {
        VolumeScale mapping = scale(index / header.slices());
        return frame(Photometric.MONOCHROME2, mapping.bits(), mapping.samples(slice(index)), mapping.greyScale());
    }

    private Frame frame(Photometric photometric, int bits, Samples samples, GreyScale greyScale) {
        return new Frame(
                header.width(),
                header.height(),
                photometric,
                bits,
                header.geometry().orientation(),
                samples,
                greyScale,
                header.geometry().spacing());
    }

    private VolumeScale scale(int volume) throws IOException {
        VolumeScale known = scale;
        if (known != null && scaledVolume == volume) {
            return known;
        }
        VolumeScale.Range range = new VolumeScale.Range();
        for (int k = 0; k < header.slices(); k++) {
            range.add(slice(volume * header.slices() + k), header);
        }
        VolumeScale found = range.scale(header);
        scale = found;
        scaledVolume = volume;
        return found;
    }

    private ByteBuffer slice(int index) throws IOException {
        ByteSource source = voxels;
        if (source == null) {
            source = file.open(header);
            voxels = source;
        }
        long position = header.dataOffset() + (long) index * header.sliceBytes();
        return ByteBuffer.wrap(source.read(position, header.sliceBytes())).order(header.order());
    }

    @Override
    public void close() {
        if (voxels != null) {
            voxels.close();
            voxels = null;
        }
    }
}
