package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

class FrameStackTest {

    private static Placement axial(double y, double z) {
        return new Placement(
                new Vector3(-10, y, z), new Vector3(1, 0, 0), new Vector3(0, 1, 0), new PixelSpacing(0.5, 0.25));
    }

    @Test
    void slicesAreOrderedByPosition_notByName() throws UnwritableException {
        FrameStack stack = FrameStack.of(List.of(axial(0, 10), axial(0, 0), axial(0, 5)), 1);

        assertThat(stack.order()).containsExactly(1, 2, 0);
        assertThat(stack.step()).isEqualTo(new Vector3(0, 0, 5));
    }

    /** A tilted gantry: each slice is shifted against the one before. */
    @Test
    void obliqueStepsAreKept() throws UnwritableException {
        List<Placement> slices =
                IntStream.range(0, 4).mapToObj(k -> axial(-0.7 * k, 2.5 * k)).toList();

        FrameStack stack = FrameStack.of(slices, 1);

        assertThat(stack.step().y()).isCloseTo(-0.7, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(stack.grid(4, 3).qformCode()).isZero();
    }

    @Test
    void oneSlice_isAsThickAsItsFileSays() throws UnwritableException {
        FrameStack stack = FrameStack.of(List.of(axial(0, 7)), 3);

        assertThat(stack.grid(4, 3).pixdim()).startsWith(1, 0.25, 0.5, 3);
    }

    @Test
    void gap_isTold() {
        assertThatThrownBy(() -> FrameStack.of(List.of(axial(0, 0), axial(0, 5), axial(0, 15)), 1))
                .isInstanceOf(UnwritableException.class)
                .hasMessageContaining("not evenly spaced: slice 2 of 3 lies 2.50 mm");
    }

    @Test
    void twoSlicesAtOnePlace_areNoStack() {
        assertThatThrownBy(() -> FrameStack.of(List.of(axial(0, 0), axial(0, 5), axial(0, 5)), 1))
                .isInstanceOf(UnwritableException.class)
                .hasMessageContaining("at the same place");
    }

    @Test
    void otherDirections_areNoStack() {
        Placement coronal = new Placement(
                new Vector3(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 0, -1), new PixelSpacing(0.5, 0.25));

        assertThatThrownBy(() -> FrameStack.of(List.of(axial(0, 0), coronal), 1))
                .isInstanceOf(UnwritableException.class)
                .hasMessageContaining("not parallel");
    }
}
