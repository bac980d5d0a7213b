package org.medspike.mask.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.dicom.SegmentationFrames;
import org.medspike.mask.Mask;

/**
 * A DICOM segmentation. A frame belongs to the image that it names; where that is not among those that are open, to one that
 * lies where it lies in the same frame of reference. All segments count together.
 */
final class SegmentationMask implements MaskFile {

    private final SegmentationFrames drawn;

    SegmentationMask(SegmentationFrames drawn) {
        this.drawn = drawn;
    }

    @Override
    public List<Mask> onto(List<FramePlace> frames) throws ImageReadException {
        List<Mask> masks = new ArrayList<>();
        int met = 0;
        for (FramePlace frame : frames) {
            BitSet object = new BitSet();
            for (SegmentationFrames.Drawn one : drawn.frames()) {
                Optional<BitSet> part = part(one, frame);
                met += part.isPresent() ? 1 : 0;
                part.ifPresent(object::or);
            }
            masks.add(new Mask(frame.width(), frame.height(), object));
        }
        // A slice of the series that has no frame is one in which nothing was found.
        if (met == 0
                && frames.stream().noneMatch(frame -> drawn.seriesInstanceUids().contains(frame.seriesInstanceUid()))) {
            throw ImageReadException.unsupported("the DICOM segmentation was drawn on another image or series");
        }
        return List.copyOf(masks);
    }

    private Optional<BitSet> part(SegmentationFrames.Drawn one, FramePlace frame) throws ImageReadException {
        boolean named = false;
        for (SegmentationFrames.ImageFrame image : one.images()) {
            if (!frame.sopInstanceUid().isEmpty() && image.sopInstanceUid().equals(frame.sopInstanceUid())) {
                named = true;
                if (isOf(image, frame)) {
                    return Optional.of(ofEqualSize(one, frame));
                }
            }
        }
        if (named) {
            return Optional.empty();
        }
        boolean sameSpace = !frame.frameOfReferenceUid().isEmpty()
                && frame.frameOfReferenceUid().equals(drawn.frameOfReferenceUid());
        if (!sameSpace || one.placement().isEmpty() || frame.placement().isEmpty()) {
            return Optional.empty();
        }
        return Lattice.of(one.placement().get())
                .walk(frame.placement().get(), frame.width(), frame.height())
                .filter(walk -> walk.at(2, 0, 0) == 0 && walk.column()[2] == 0 && walk.row()[2] == 0)
                .map(walk -> walked(one, frame, walk));
    }

    private static boolean isOf(SegmentationFrames.ImageFrame image, FramePlace frame) throws ImageReadException {
        if (image.number() == 0 && frame.frames() > 1) {
            throw ImageReadException.unsupported(
                    "the DICOM segmentation does not say which frame of the image it was drawn on");
        }
        return image.number() == 0 || image.number() == frame.number();
    }

    private BitSet ofEqualSize(SegmentationFrames.Drawn one, FramePlace frame) throws ImageReadException {
        if (drawn.columns() != frame.width() || drawn.rows() != frame.height()) {
            throw ImageReadException.broken("the DICOM segmentation has " + drawn.columns() + " x " + drawn.rows()
                    + " pixels, the image that it names " + frame.width() + " x " + frame.height());
        }
        return one.object();
    }

    private BitSet walked(SegmentationFrames.Drawn one, FramePlace frame, Lattice.Walk walk) {
        BitSet object = new BitSet();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int column = walk.at(0, x, y);
                int row = walk.at(1, x, y);
                boolean inside = column >= 0 && column < drawn.columns() && row >= 0 && row < drawn.rows();
                if (inside && one.object().get(row * drawn.columns() + column)) {
                    object.set(y * frame.width() + x);
                }
            }
        }
        return object;
    }
}
