package org.medspike.app.ui.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.paint.Color;
import org.medspike.app.ui.attention.AttentionViewModel;
import org.medspike.app.ui.level.LevelViewModel;
import org.medspike.app.ui.overlay.LaidMaskViewModel;
import org.medspike.app.ui.overlay.MaskLayer;
import org.medspike.app.ui.overlay.OverlayView;
import org.medspike.app.ui.overlay.OverlayViewModel;
import org.medspike.app.ui.viewer.ImagePane;
import org.medspike.app.ui.viewer.ImagePoint;
import org.medspike.app.ui.viewer.Images;
import org.medspike.app.ui.viewer.Layer;
import org.medspike.app.ui.viewer.ViewerViewModel;
import org.medspike.app.workbench.WindowLevel;
import org.medspike.export.HeatMap;

/** Image, mask and heat map side by side, moving together; or the mask over the image alone. */
public final class ComparisonView extends GridPane {

    /** An orange that is told from the usual green by colour-blind people too. */
    private static final Color FROM_FILE = Color.rgb(0xff, 0x9f, 0x1c);

    private final ImagePane imagePane;
    private final ImagePane maskPane;
    private final ImagePane mapPane;
    private final OverlayViewModel overlay;
    private final LaidMaskViewModel laid;
    private final AttentionViewModel attention;
    private Optional<Image> fill = Optional.empty();
    private Optional<Image> map = Optional.empty();

    /** The panes over their view models. */
    public ComparisonView(
            WindowLevel windows,
            ViewerViewModel viewer,
            LevelViewModel level,
            OverlayViewModel overlay,
            LaidMaskViewModel laid,
            AttentionViewModel attention) {
        this.overlay = overlay;
        this.laid = laid;
        this.attention = attention;
        getStyleClass().add("viewer");
        imagePane = new ImagePane(viewer, level, "Image");
        maskPane = new ImagePane(viewer, level, "Mask");
        mapPane = new ImagePane(viewer, level, "Heat map");
        List<ImagePane> panes = List.of(imagePane, maskPane, mapPane);
        panes.forEach(pane -> pane.setOnPicked(attention::picked));
        windows.pictureProperty().addListener((property, before, now) -> {
            Optional<Image> picture =
                    now.map(painted -> Images.premultiplied(painted.pixels(), painted.width(), painted.height()));
            panes.forEach(pane -> pane.imageProperty().set(picture));
        });
        viewer.setOnOpened(() -> {
            // Keys go to the image that was opened, and not to the button that opened it.
            ((ImagePane) getChildren().get(0)).requestFocus();
        });
        overlay.layerProperty().addListener((property, before, now) -> refill());
        laid.ringsProperty().addListener((property, before, now) -> showMask());
        overlay.opacityProperty().addListener((property, before, now) -> showMask());
        overlay.visibleProperty().addListener((property, before, now) -> showMask());
        overlay.filledProperty().addListener((property, before, now) -> showMask());
        overlay.outlinedProperty().addListener((property, before, now) -> showMask());
        attention.layerProperty().addListener((property, before, now) -> recolour());
        attention.opacityProperty().addListener((property, before, now) -> showMap());
        attention.probedProperty().addListener((property, before, now) -> showAll());
        attention.probingProperty().addListener((property, before, now) -> showAll());
        viewer.sideBySideProperty().addListener((property, before, now) -> arrange(now));
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        getRowConstraints().add(row);
        setHgap(2);
        arrange(viewer.sideBySideProperty().get());
    }

    private void arrange(boolean sideBySide) {
        List<ImagePane> shown = sideBySide ? List.of(imagePane, maskPane, mapPane) : List.of(maskPane);
        getChildren().clear();
        getColumnConstraints().clear();
        for (ImagePane pane : shown) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / shown.size());
            column.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(column);
            add(pane, getChildren().size(), 0);
        }
    }

    private void refill() {
        fill = overlay.layerProperty()
                .get()
                .map(layer -> Images.premultiplied(
                        layer.pixels(), layer.mask().width(), layer.mask().height()));
        showMask();
    }

    private void recolour() {
        map = attention.layerProperty().get().map(ComparisonView::picture);
        showMap();
    }

    private static Image picture(HeatMap map) {
        return Images.premultiplied(
                map.pixels(), map.plane().width(), map.plane().height());
    }

    private void showAll() {
        showMask();
        showMap();
        imagePane.layersProperty().set(marker());
    }

    private void showMask() {
        List<Layer> layers = new ArrayList<>();
        Optional<MaskLayer> mask = overlay.layerProperty().get();
        if (mask.isPresent() && overlay.visibleProperty().get()) {
            if (overlay.filledProperty().get()) {
                fill.ifPresent(pixels -> layers.add(
                        new Layer.Pixels(pixels, overlay.opacityProperty().get(), false)));
            }
            if (overlay.outlinedProperty().get()) {
                layers.add(new Layer.Outline(
                        mask.get().rings(),
                        OverlayView.toColour(overlay.colourProperty().get())));
            }
        }
        if (!laid.ringsProperty().get().isEmpty()) {
            layers.add(new Layer.Outline(laid.ringsProperty().get(), FROM_FILE));
        }
        layers.addAll(marker());
        maskPane.layersProperty().set(layers);
    }

    private void showMap() {
        List<Layer> layers = new ArrayList<>();
        map.ifPresent(pixels ->
                layers.add(new Layer.Pixels(pixels, attention.opacityProperty().get(), true)));
        layers.addAll(marker());
        mapPane.layersProperty().set(layers);
    }

    private List<Layer> marker() {
        Optional<ImagePoint> point =
                attention.probingProperty().get() ? attention.probedProperty().get() : Optional.empty();
        return point.<List<Layer>>map(p -> List.of(new Layer.Marker(p))).orElse(List.of());
    }
}
