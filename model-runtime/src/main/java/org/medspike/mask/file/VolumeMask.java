package org.medspike.mask.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;
import org.medspike.imaging.nifti.NiftiVolume;
import org.medspike.mask.Mask;

/**
 * A NIfTI volume, with the object where its values are 0.5 or more: labels, and probabilities too.
 *
 * <p>Where image and mask say where they lie, voxels and pixels must lie on one another, however the axes are turned; where
 * the image does not, both must have the same columns, rows and frames. A volume of several points in time belongs to images
 * with as many frames only.
 */
final class VolumeMask implements MaskFile {

    private static final double OBJECT = 0.5;

    private final int width;
    private final int height;
    private final int slices;
    private final List<BitSet> objects;
    private final Optional<Lattice> lattice;

    private VolumeMask(int width, int height, int slices, List<BitSet> objects, Optional<Lattice> lattice) {
        this.width = width;
        this.height = height;
        this.slices = slices;
        this.objects = objects;
        this.lattice = lattice;
    }

    static VolumeMask read(NiftiVolume volume) throws ImageReadException {
        int width = volume.info().width();
        int height = volume.info().height();
        int frames = volume.info().frames();
        MemoryBudget.require((long) width * height * frames / 8, "a mask of " + frames + " slices");
        List<BitSet> objects = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Frame frame = volume.read(i);
            if (frame.photometric().samples() != 1) {
                throw ImageReadException.unsupported("the NIfTI volume holds colours, so it is no mask");
            }
            BitSet object = new BitSet();
            for (int p = 0; p < frame.samples().length(); p++) {
                if (frame.greyScale().measure(frame.samples().get(p)) >= OBJECT) {
                    object.set(p);
                }
            }
            objects.add(object);
        }
        int[] extents = volume.grid().extents();
        int slices = extents.length > 2 ? extents[2] : 1;
        return new VolumeMask(width, height, slices, List.copyOf(objects), lattice(volume, slices));
    }

    private static Optional<Lattice> lattice(NiftiVolume volume, int slices) {
        Optional<Placement> first = volume.placement(0);
        if (slices < 2) {
            return first.map(Lattice::of);
        }
        return first.flatMap(p -> volume.placement(1).map(next -> {
            Vector3 step = next.origin().minus(p.origin());
            return Lattice.of(p, step);
        }));
    }

    @Override
    public List<Mask> onto(List<FramePlace> frames) throws ImageReadException {
        boolean placed = frames.stream().allMatch(frame -> frame.placement().isPresent());
        if (!placed || objects.size() > slices) {
            return byNumber(frames);
        }
        if (lattice.isEmpty()) {
            throw ImageReadException.unsupported("the NIfTI mask does not say where it lies, but the image does");
        }
        List<Mask> masks = new ArrayList<>();
        boolean met = false;
        for (FramePlace frame : frames) {
            Lattice.Walk walk = lattice.get()
                    .walk(frame.placement().orElseThrow(), frame.width(), frame.height())
                    .orElseThrow(() -> ImageReadException.unsupported(
                            "the voxels of the NIfTI mask do not lie on the pixels of the image;"
                                    + " save it in the image's own geometry"));
            BitSet object = new BitSet();
            met |= walk(walk, frame, object);
            masks.add(new Mask(frame.width(), frame.height(), object));
        }
        if (!met) {
            throw ImageReadException.unsupported("the NIfTI mask lies beside the image, not on it");
        }
        return List.copyOf(masks);
    }

    /** Fills in what the mask has at the pixels of a frame; tells whether it reaches there at all. */
    private boolean walk(Lattice.Walk walk, FramePlace frame, BitSet object) {
        boolean met = false;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int i = walk.at(0, x, y);
                int j = walk.at(1, x, y);
                int k = walk.at(2, x, y);
                if (i >= 0 && i < width && j >= 0 && j < height && k >= 0 && k < slices) {
                    met = true;
                    if (objects.get(k).get(j * width + i)) {
                        object.set(y * frame.width() + x);
                    }
                }
            }
        }
        return met;
    }

    private List<Mask> byNumber(List<FramePlace> frames) throws ImageReadException {
        List<Mask> masks = new ArrayList<>();
        for (FramePlace frame : frames) {
            if (frame.width() != width || frame.height() != height || frames.size() != objects.size()) {
                throw ImageReadException.unsupported("the NIfTI mask has " + width + " x " + height + " voxels in "
                        + objects.size() + " slices, the image " + frame.width() + " x " + frame.height()
                        + " pixels in "
                        + frames.size() + " frames");
            }
            masks.add(new Mask(width, height, objects.get(masks.size())));
        }
        return List.copyOf(masks);
    }
}
