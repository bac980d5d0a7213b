package org.medspike.app.ui.viewer;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.medspike.app.ui.level.LevelViewModel;
import org.medspike.mask.Ring;

/**
 * A pane that draws an image and what lies over it, through the viewport that all panes share.
 *
 * <p>The wheel goes through a stack and zooms to the pointer where there is none, or with Ctrl; pinch zooms; dragging moves,
 * with the right button it sets the grey window; a double click fits; arrow keys move, up and down only where there is no
 * stack to go through.
 */
public final class ImagePane extends Region {

    private static final double KEY_STEP = 40;
    private static final double DRAG_SLACK = 4;
    private static final double PIXELATED_FROM = 3;

    private final ViewerViewModel viewer;
    private final LevelViewModel level;
    private final Canvas canvas = new Canvas();
    private final Label title = new Label();
    private final ObjectProperty<Optional<Image>> image = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Layer>> layers = new SimpleObjectProperty<>(List.of());
    private Consumer<ImagePoint> onPicked = point -> {};
    private boolean drawPending;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragged;
    private boolean levelling;

    /**
     * An empty pane.
     *
     * @param viewer shared by all panes
     * @param level what a drag with the right button sets
     * @param name what it shows, for the title and for screen readers
     */
    public ImagePane(ViewerViewModel viewer, LevelViewModel level, String name) {
        this.viewer = viewer;
        this.level = level;
        getStyleClass().add("image-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(name);
        setFocusTraversable(true);
        setMinSize(60, 60);
        title.setText(name);
        title.getStyleClass().add("pane-title");
        title.setMouseTransparent(true);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        getChildren().addAll(canvas, title);
        viewer.viewportProperty().addListener((property, before, now) -> redraw());
        viewer.pointerProperty().addListener((property, before, now) -> redraw());
        image.addListener((property, before, now) -> redraw());
        layers.addListener((property, before, now) -> redraw());
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        setOnZoom(event -> viewer.zoomAt(event.getX(), event.getY(), event.getZoomFactor()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> setCursor(Cursor.DEFAULT));
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::pointed);
        addEventHandler(
                MouseEvent.MOUSE_EXITED, event -> viewer.pointerProperty().set(Optional.empty()));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    }

    /** What is told the pixel that was clicked. */
    public void setOnPicked(Consumer<ImagePoint> listener) {
        onPicked = listener;
    }

    /** The image itself. */
    public ObjectProperty<Optional<Image>> imageProperty() {
        return image;
    }

    /** What lies over it, lowest first. */
    public ObjectProperty<List<Layer>> layersProperty() {
        return layers;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        title.autosize();
        title.relocate(8, 6);
        viewer.paneResized(getWidth(), getHeight());
        redraw();
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isInertia()) {
            viewer.wheel(event.getX(), event.getY(), event.getDeltaY(), event.isShortcutDown());
        }
        event.consume();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        dragged = false;
        levelling = level.drags(event.getButton() == MouseButton.SECONDARY);
        pressedX = event.getX();
        pressedY = event.getY();
        lastX = pressedX;
        lastY = pressedY;
    }

    private void dragged(MouseEvent event) {
        if (!dragged && Math.hypot(event.getX() - pressedX, event.getY() - pressedY) < DRAG_SLACK) {
            return;
        }
        dragged = true;
        setCursor(levelling ? Cursor.CROSSHAIR : Cursor.CLOSED_HAND);
        if (levelling) {
            level.drag(event.getX() - lastX, event.getY() - lastY, speed(event));
        } else {
            viewer.move(event.getX() - lastX, event.getY() - lastY);
        }
        pointed(event);
        lastX = event.getX();
        lastY = event.getY();
    }

    private static LevelViewModel.Speed speed(MouseEvent event) {
        if (event.isShortcutDown()) {
            return LevelViewModel.Speed.COARSE;
        }
        return event.isShiftDown() ? LevelViewModel.Speed.FINE : LevelViewModel.Speed.USUAL;
    }

    private void clicked(MouseEvent event) {
        if (dragged || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getClickCount() == 2) {
            viewer.fit();
        } else {
            viewer.pixelAt(event.getX(), event.getY()).ifPresent(onPicked);
        }
    }

    private void pointed(MouseEvent event) {
        viewer.pointerProperty().set(viewer.pixelAt(event.getX(), event.getY()));
    }

    private void keyed(KeyEvent event) {
        boolean vertical = event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN;
        if (vertical && viewer.hasStack()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> viewer.move(KEY_STEP, 0);
            case RIGHT -> viewer.move(-KEY_STEP, 0);
            case UP -> viewer.move(0, KEY_STEP);
            case DOWN -> viewer.move(0, -KEY_STEP);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Draws once before the next frame, however much changes until then. */
    private void redraw() {
        if (!drawPending) {
            drawPending = true;
            Platform.runLater(() -> {
                drawPending = false;
                draw();
            });
        }
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        image.get().ifPresent(picture -> {
            Viewport view = viewer.viewportProperty().get();
            drawPixels(g, view, picture, picture, view.scale() < PIXELATED_FROM);
            for (Layer layer : layers.get()) {
                if (layer instanceof Layer.Pixels pixels) {
                    g.setGlobalAlpha(pixels.opacity());
                    drawPixels(g, view, pixels.pixels(), picture, pixels.smooth());
                    g.setGlobalAlpha(1);
                } else if (layer instanceof Layer.Outline outline) {
                    drawOutline(g, view, outline);
                } else if (layer instanceof Layer.Marker marker) {
                    drawCross(g, view, marker.point(), Color.WHITE, 14);
                }
            }
            viewer.pointerProperty().get().ifPresent(point -> drawCross(g, view, point, Color.color(1, 1, 1, 0.7), 6));
        });
    }

    private static void drawPixels(GraphicsContext g, Viewport view, Image pixels, Image like, boolean smooth) {
        g.setImageSmoothing(smooth);
        g.drawImage(
                pixels,
                view.offsetX(),
                view.offsetY(),
                like.getWidth() * view.scale(),
                like.getHeight() * view.scale() * view.aspect());
    }

    /** A dark line under a light one, so that it is seen on every ground. */
    private static void drawOutline(GraphicsContext g, Viewport view, Layer.Outline outline) {
        g.beginPath();
        for (Ring ring : outline.rings()) {
            for (int i = 0; i < ring.size(); i++) {
                double x = view.offsetX() + view.scale() * ring.x(i);
                double y = view.offsetY() + view.scale() * view.aspect() * ring.y(i);
                if (i == 0) {
                    g.moveTo(x, y);
                } else {
                    g.lineTo(x, y);
                }
            }
            g.closePath();
        }
        g.setStroke(Color.color(0, 0, 0, 0.55));
        g.setLineWidth(3);
        g.stroke();
        g.setStroke(outline.colour());
        g.setLineWidth(1.5);
        g.stroke();
    }

    private static void drawCross(GraphicsContext g, Viewport view, ImagePoint point, Color colour, double arm) {
        double x = view.offsetX() + view.scale() * (point.x() + 0.5);
        double y = view.offsetY() + view.scale() * view.aspect() * (point.y() + 0.5);
        double gap = Math.min(arm / 2, view.scale() / 2);
        for (int pass = 0; pass < 2; pass++) {
            g.setStroke(pass == 0 ? Color.color(0, 0, 0, 0.6) : colour);
            g.setLineWidth(pass == 0 ? 3 : 1.2);
            g.strokeLine(x - gap - arm, y, x - gap, y);
            g.strokeLine(x + gap, y, x + gap + arm, y);
            g.strokeLine(x, y - gap - arm, x, y - gap);
            g.strokeLine(x, y + gap, x, y + gap + arm);
        }
    }
}
