package org.medspike.app.ui.viewer;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.SeriesDesk;
import org.medspike.app.workbench.Workbench;
import org.medspike.imaging.Frame;

/**
 * Which part of the image is seen, and what the pointer reads. One for all panes, so that they move together.
 */
public final class ViewerViewModel {

    private static final double ZOOM_STEP = 1.25;
    private static final double WHEEL_ZOOM = 1.0015;

    /** What a wheel turns by from notch to notch. */
    private static final double WHEEL_NOTCH = 40;

    private final Workbench workbench;
    private final SeriesDesk desk;
    private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(Viewport.IDENTITY);
    private final ObjectProperty<Optional<ImagePoint>> pointer = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty sideBySide = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper("");
    private double paneWidth;
    private double paneHeight;
    private boolean fitted = true;
    private double wheel;
    private Optional<OpenImage> last = Optional.empty();
    private Runnable onOpened = () -> {};

    /** A viewer of the image on the desk. */
    public ViewerViewModel(Workbench workbench, SeriesDesk desk) {
        this.workbench = workbench;
        this.desk = desk;
        workbench.imageProperty().addListener((property, before, now) -> {
            now.ifPresent(this::opened);
            updateReadout();
        });
        workbench.segmentationProperty().addListener((property, before, now) -> updateReadout());
        pointer.addListener((property, before, now) -> updateReadout());
    }

    /** Another image of the same view is seen as the one before was; any other whole. */
    private void opened(OpenImage image) {
        Optional<OpenImage> before = last.filter(image::isOfSameView);
        last = Optional.of(image);
        if (before.isEmpty() || !sameSize(before.get().upright(), image.upright())) {
            fit();
        }
        if (before.isEmpty()) {
            onOpened.run();
        }
    }

    private static boolean sameSize(Frame a, Frame b) {
        return a.width() == b.width() && a.height() == b.height();
    }

    /** What is told that an image of another view was opened. */
    public void setOnOpened(Runnable listener) {
        onOpened = listener;
    }

    /** Told by the panes, which are all of one size. */
    public void paneResized(double width, double height) {
        if (width <= 0 || height <= 0 || width == paneWidth && height == paneHeight) {
            return;
        }
        Viewport before = viewport.get();
        double oldWidth = paneWidth;
        double oldHeight = paneHeight;
        paneWidth = width;
        paneHeight = height;
        if (fitted || oldWidth == 0) {
            fit();
        } else {
            viewport.set(before.resized(oldWidth, oldHeight, width, height));
        }
    }

    /** Shows the whole image, and goes on doing so when the pane changes its size. */
    public void fit() {
        fitted = true;
        workbench.imageProperty().get().ifPresent(image -> {
            if (paneWidth > 0) {
                Frame frame = image.upright();
                double aspect = frame.spacing()
                        .map(spacing -> spacing.rowMm() / spacing.columnMm())
                        .orElse(1.0);
                viewport.set(Viewport.fit(frame.width(), frame.height(), aspect, paneWidth, paneHeight));
            }
        });
    }

    /** One pixel of the image for one of the screen's units. */
    public void actualSize() {
        change(viewport.get().actualSize(paneWidth, paneHeight));
    }

    /** A step nearer, towards the middle of the pane. */
    public void zoomIn() {
        zoomAt(paneWidth / 2, paneHeight / 2, ZOOM_STEP);
    }

    /** A step back. */
    public void zoomOut() {
        zoomAt(paneWidth / 2, paneHeight / 2, 1 / ZOOM_STEP);
    }

    /** Whether there is something to scroll through. */
    public boolean hasStack() {
        return desk.stackProperty().get().map(stack -> stack.count() > 1).orElse(false);
    }

    /**
     * The wheel was turned over a point of a pane: goes to the next image of a stack, a notch each; zooms where there is none,
     * or where that is asked for.
     */
    public void wheel(double paneX, double paneY, double delta, boolean zoom) {
        if (zoom || !hasStack()) {
            zoomAt(paneX, paneY, Math.pow(WHEEL_ZOOM, delta));
            return;
        }
        wheel += delta;
        int notches = (int) (wheel / WHEEL_NOTCH);
        wheel -= notches * WHEEL_NOTCH;
        if (notches != 0) {
            desk.step(-notches);
        }
    }

    /** Zooms while the image point under a point of the pane stays where it is. */
    public void zoomAt(double paneX, double paneY, double factor) {
        change(viewport.get().zoomedAt(paneX, paneY, factor));
    }

    /** Moves the image. */
    public void move(double dx, double dy) {
        change(viewport.get().moved(dx, dy));
    }

    private void change(Viewport changed) {
        fitted = false;
        viewport.set(changed);
    }

    /** The pixel under a point of a pane; empty outside the image. */
    public Optional<ImagePoint> pixelAt(double paneX, double paneY) {
        return workbench.imageProperty().get().flatMap(image -> {
            int x = (int) Math.floor(viewport.get().imageX(paneX));
            int y = (int) Math.floor(viewport.get().imageY(paneY));
            Frame frame = image.upright();
            boolean inside = x >= 0 && y >= 0 && x < frame.width() && y < frame.height();
            return inside ? Optional.of(new ImagePoint(x, y)) : Optional.empty();
        });
    }

    private void updateReadout() {
        Optional<OpenImage> image = workbench.imageProperty().get();
        Optional<ImagePoint> at = pointer.get();
        if (image.isEmpty() || at.isEmpty()) {
            readout.set("");
            return;
        }
        Frame frame = image.get().upright();
        ImagePoint point = at.get();
        if (point.x() >= frame.width() || point.y() >= frame.height()) {
            readout.set("");
            return;
        }
        readout.set(
                Readout.of(image.get(), point, workbench.segmentationProperty().get()));
    }

    /** The part of the image that all panes show. */
    public ObjectProperty<Viewport> viewportProperty() {
        return viewport;
    }

    /** The pixel under the pointer, in whatever pane it is; all panes mark it. */
    public ObjectProperty<Optional<ImagePoint>> pointerProperty() {
        return pointer;
    }

    /** Whether image, mask and heat map are shown side by side, or the mask alone. */
    public BooleanProperty sideBySideProperty() {
        return sideBySide;
    }

    /** Coordinates, stored values and probability under the pointer. */
    public ReadOnlyStringProperty readoutProperty() {
        return readout.getReadOnlyProperty();
    }
}
