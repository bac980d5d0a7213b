package org.medspike.app.ui.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ViewportTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    @Test
    void fit_showsTheWholeImageInTheMiddle() {
        Viewport view = Viewport.fit(400, 200, 1, 200, 200);

        assertThat(view.scale()).isEqualTo(0.5);
        assertThat(view.imageX(0)).isEqualTo(0, EXACT);
        assertThat(view.imageX(200)).isEqualTo(400, EXACT);
        assertThat(view.imageY(100)).isEqualTo(100, EXACT);
    }

    @Test
    void pixelsThatAreHigherThanWide_areFittedByTheirRealHeight() {
        // Ten rows of 5 mm and a hundred columns of 0.5 mm are a square.
        Viewport view = Viewport.fit(100, 10, 10, 300, 200);

        assertThat(view.scale()).isEqualTo(2, EXACT);
        assertThat(view.imageY(0)).isEqualTo(0, EXACT);
        assertThat(view.imageY(200)).isEqualTo(10, EXACT);
        assertThat(view.imageX(50)).isEqualTo(0, EXACT);
        Viewport nearer = view.zoomedAt(150, 100, 2);
        assertThat(nearer.imageY(100)).isEqualTo(5, EXACT);
        assertThat(nearer.imageY(120)).isEqualTo(5.5, EXACT);
    }

    @Test
    void zoom_keepsTheImagePointUnderThePointer() {
        Viewport view = Viewport.fit(640, 480, 1, 300, 300);
        double x = view.imageX(37);
        double y = view.imageY(211);

        Viewport nearer = view.zoomedAt(37, 211, 3.7);

        assertThat(nearer.imageX(37)).isEqualTo(x, EXACT);
        assertThat(nearer.imageY(211)).isEqualTo(y, EXACT);
    }

    @Test
    void zoom_stopsAtItsLimits() {
        Viewport far = Viewport.IDENTITY.zoomedAt(0, 0, 1e-9);
        Viewport near = Viewport.IDENTITY.zoomedAt(0, 0, 1e9);

        assertThat(far.scale()).isEqualTo(Viewport.SMALLEST);
        assertThat(near.scale()).isEqualTo(Viewport.LARGEST);
    }

    @Test
    void actualSize_keepsTheMiddleOfThePane() {
        Viewport view = Viewport.fit(4000, 3000, 1, 500, 400);
        double x = view.imageX(250);

        Viewport actual = view.actualSize(500, 400);

        assertThat(actual.scale()).isEqualTo(1, EXACT);
        assertThat(actual.imageX(250)).isEqualTo(x, EXACT);
    }

    @Test
    void resized_keepsTheMiddle() {
        Viewport view = new Viewport(2, 1, -30, 12);

        Viewport after = view.resized(300, 200, 500, 260);

        assertThat(after.imageX(250)).isEqualTo(view.imageX(150), EXACT);
        assertThat(after.imageY(130)).isEqualTo(view.imageY(100), EXACT);
    }
}
