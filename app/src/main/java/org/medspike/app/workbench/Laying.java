package org.medspike.app.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.series.Slice;
import org.medspike.mask.Mask;
import org.medspike.mask.file.FramePlace;
import org.medspike.mask.file.MaskFile;

/** Lays a mask from a file onto all images of a series, upright as they are looked at. Runs on one thread of a job. */
final class Laying {

    private final SliceStack stack;
    private final Map<Path, List<FramePlace>> places = new HashMap<>();
    private final Map<Path, Orientation> orientations = new HashMap<>();

    Laying(SliceStack stack) {
        this.stack = stack;
    }

    /**
     * Lays it.
     *
     * @throws ImageReadException if the mask does not belong to the series, or one of the series' files cannot be read
     */
    LaidMask lay(String name, MaskFile file) throws ImageReadException {
        List<Slice> slices = stack.series().slices();
        List<FramePlace> frames = new ArrayList<>();
        for (Slice slice : slices) {
            frames.add(place(slice));
        }
        List<Mask> stored = file.onto(frames);
        Map<Slice, Mask> masks = new HashMap<>();
        for (int i = 0; i < slices.size(); i++) {
            masks.put(slices.get(i), upright(stored.get(i), orientation(slices.get(i))));
        }
        return new LaidMask(name, stack.series(), masks);
    }

    private FramePlace place(Slice slice) throws ImageReadException {
        List<FramePlace> known = places.get(slice.file());
        if (known == null) {
            try (ImageSource source = new ImageFiles().open(slice.file())) {
                known = FramePlace.of(slice.file(), source);
            }
            places.put(slice.file(), known);
        }
        return known.get(slice.frame());
    }

    /** All frames of a file are held alike, and those of DICOM files as they are. */
    private Orientation orientation(Slice slice) throws ImageReadException {
        if (stack.series().format().equals("DICOM")) {
            return Orientation.UPRIGHT;
        }
        Orientation known = orientations.get(slice.file());
        if (known == null) {
            Frame frame = stack.store().read(slice);
            known = frame.orientation();
            orientations.put(slice.file(), known);
        }
        return known;
    }

    private static Mask upright(Mask stored, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return stored;
        }
        int width = orientation.uprightWidth(stored.width(), stored.height());
        int height = orientation.uprightHeight(stored.width(), stored.height());
        BitSet pixels = new BitSet();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels.set(
                        y * width + x,
                        stored.pixels().get(orientation.storedIndex(x, y, stored.width(), stored.height())));
            }
        }
        return new Mask(width, height, pixels);
    }
}
