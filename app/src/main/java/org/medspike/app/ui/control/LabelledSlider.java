package org.medspike.app.ui.control;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A slider from 0 to 1 with its name and value above it. */
public final class LabelledSlider extends VBox {

    /**
     * A slider.
     *
     * @param name what it sets
     * @param explanation for the tooltip
     * @param keys that move it, for the tooltip
     * @param format of the value, for instance {@code "%.2f"}
     * @param factor the value is multiplied with for showing it
     */
    public LabelledSlider(
            String name, String explanation, String keys, String format, double factor, DoubleProperty value) {
        super(2);
        Label caption = new Label(name);
        Label number = new Label();
        number.getStyleClass().add("number");
        number.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> String.format(Locale.ROOT, format, value.get() * factor), value));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Slider slider = new Slider(0, 1, value.get());
        slider.setBlockIncrement(0.01);
        slider.valueProperty().bindBidirectional(value);
        Commands.describe(slider, name, explanation, keys);
        caption.setLabelFor(slider);
        getChildren().addAll(new HBox(caption, gap, number), slider);
    }
}
