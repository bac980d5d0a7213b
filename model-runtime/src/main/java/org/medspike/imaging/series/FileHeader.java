package org.medspike.imaging.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.Examination;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageInfo;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;

/**
 * What the header of a file says, pixels unread.
 *
 * @param format of the file
 * @param examination that it tells of
 * @param slices one for each frame, as stored
 * @param all how many frames it has
 */
record FileHeader(String format, Examination examination, List<Slice> slices, int all) {

    /** More frames than anybody scrolls through; what a header declares beyond costs no memory. */
    static final int MOST_FRAMES = 20_000;

    static FileHeader read(ImageFiles files, Path file) throws ImageReadException {
        try (ImageSource source = files.open(file)) {
            ImageInfo info = source.info();
            Examination examination = source.examination();
            int frames = Math.min(info.frames(), MOST_FRAMES);
            List<Slice> slices = new ArrayList<>(frames);
            for (int frame = 0; frame < frames; frame++) {
                Optional<Placement> placement = source.placement(frame);
                Optional<PixelSpacing> spacing =
                        placement.map(Placement::spacing).or(info::spacing);
                slices.add(new Slice(
                        file, frame, info.width(), info.height(), spacing, placement, examination.instanceNumber()));
            }
            return new FileHeader(info.format(), examination, slices, info.frames());
        }
    }

    /**
     * After how many frames the positions begin anew, as in a file of several volumes; all frames where they do not, or
     * where there are none.
     */
    int period() {
        int count = slices.size();
        Optional<Placement> first = slices.get(0).placement();
        // A clip may have a position too: the same for all of its frames.
        if (first.isEmpty() || count > 1 && slices.get(1).placement().equals(first)) {
            return count;
        }
        for (int period = 2; period <= count / 2; period++) {
            if (count % period == 0 && slices.get(period).placement().equals(first)) {
                return repeatsAfter(period) ? period : count;
            }
        }
        return count;
    }

    private boolean repeatsAfter(int period) {
        for (int i = period; i < slices.size(); i++) {
            if (!slices.get(i).placement().equals(slices.get(i - period).placement())) {
                return false;
            }
        }
        return true;
    }
}
