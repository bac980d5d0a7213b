package org.medspike.app.ui.attention;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.medspike.app.ui.viewer.Images;
import org.medspike.export.HeatMap;

/** What the colours of a map mean: a band of them with numbers at its ends and the unit between. */
final class ColourBar extends VBox {

    private static final int COLOURS = 256;
    private static final int ROWS = 10;

    private final ImageView band = new ImageView();
    private final Label low = new Label();
    private final Label unit = new Label();
    private final Label high = new Label();

    ColourBar() {
        super(1);
        getStyleClass().add("colour-bar");
        band.setPreserveRatio(false);
        band.setFitHeight(ROWS);
        Region left = new Region();
        Region right = new Region();
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(band, new HBox(4, low, left, unit, right, high));
        band.setFitWidth(1);
        widthProperty().addListener((property, before, now) -> band.setFitWidth(Math.max(1, now.doubleValue())));
    }

    void show(HeatMap map) {
        int[] pixels = new int[COLOURS * ROWS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = map.colors().argb(i % COLOURS / (COLOURS - 1.0));
        }
        band.setImage(Images.premultiplied(pixels, COLOURS, ROWS));
        low.setText(number(map.low()));
        high.setText(number(map.high()));
        unit.setText(map.unit());
    }

    /** Three significant digits, and no more zeros than needed. */
    static String number(double value) {
        double magnitude = Math.abs(value);
        String format = magnitude != 0 && magnitude < 0.01 ? "%.1e" : magnitude < 10 ? "%.3f" : "%.1f";
        String text = String.format(Locale.ROOT, format, value);
        return magnitude == 0 ? "0" : magnitude == 1 ? text.substring(0, text.indexOf('.')) : text;
    }
}
