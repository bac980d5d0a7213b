package org.medspike.mask.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.dicom.SegmentationFrames;
import org.medspike.imaging.dicom.SegmentationFrames.Drawn;
import org.medspike.imaging.dicom.SegmentationFrames.ImageFrame;

/** Segmentations on images of 2 x 1 pixels. */
class SegmentationMaskTest {

    private static BitSet pixels(int... set) {
        BitSet pixels = new BitSet();
        for (int i : set) {
            pixels.set(i);
        }
        return pixels;
    }

    private static Drawn drawn(BitSet object, ImageFrame... images) {
        return new Drawn(List.of(images), Optional.empty(), object);
    }

    private static SegmentationMask mask(Drawn... frames) {
        return new SegmentationMask(new SegmentationFrames(1, 2, "", List.of("1.5"), List.of(frames)));
    }

    private static FramePlace frame(String instance, int number, int frames) {
        return new FramePlace(2, 1, number, frames, instance, "1.5", "", Optional.empty());
    }

    @Test
    void segmentsOfOneImage_areOneMask() throws ImageReadException {
        SegmentationMask mask =
                mask(drawn(pixels(0), new ImageFrame("1.1", 0)), drawn(pixels(1), new ImageFrame("1.1", 1)));

        assertThat(mask.onto(List.of(frame("1.1", 1, 1))).get(0).pixels()).isEqualTo(pixels(0, 1));
    }

    @Test
    void oneFrameOnSeveralFramesOfAnImage_isLaidOntoEach() throws ImageReadException {
        SegmentationMask mask = mask(drawn(pixels(1), new ImageFrame("1.1", 1), new ImageFrame("1.1", 3)));

        assertThat(mask.onto(List.of(frame("1.1", 1, 3), frame("1.1", 2, 3), frame("1.1", 3, 3))))
                .extracting(m -> m.pixels())
                .containsExactly(pixels(1), pixels(), pixels(1));
    }

    @Test
    void sliceOfTheSeriesWithoutAFrame_isEmpty_butAnotherSeriesIsRefused() throws ImageReadException {
        SegmentationMask mask = mask(drawn(pixels(0), new ImageFrame("1.1", 0)));
        FramePlace other = new FramePlace(2, 1, 1, 1, "1.2", "1.6", "", Optional.empty());

        assertThat(mask.onto(List.of(frame("1.2", 1, 1))).get(0).isEmpty()).isTrue();
        assertThatThrownBy(() -> mask.onto(List.of(other))).hasMessageContaining("another image or series");
    }

    @Test
    void imageOfAnotherSize_isRefused() {
        SegmentationMask mask = mask(drawn(pixels(0), new ImageFrame("1.1", 0)));
        FramePlace large = new FramePlace(4, 4, 1, 1, "1.1", "1.5", "", Optional.empty());

        assertThatThrownBy(() -> mask.onto(List.of(large)))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("has 2 x 1 pixels, the image that it names 4 x 4");
    }

    @Test
    void clipOfWhichNoFrameIsNamed_isRefused() {
        SegmentationMask mask = mask(drawn(pixels(0), new ImageFrame("1.1", 0)));

        assertThatThrownBy(() -> mask.onto(List.of(frame("1.1", 1, 3))))
                .hasMessageContaining("does not say which frame of the image");
    }
}
