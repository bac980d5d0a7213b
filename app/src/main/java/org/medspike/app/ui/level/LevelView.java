package org.medspike.app.ui.level;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.medspike.app.ui.control.Commands;

/** The panel that sets the grey window; there only for grey images. */
public final class LevelView extends VBox {

    private static final double NUMBER_WIDTH = 76;
    private static final Map<Preset, String> KEYS =
            Map.of(Preset.LUNG, "Alt+L", Preset.MEDIASTINUM, "Alt+M", Preset.BONE, "Alt+B", Preset.BRAIN, "Alt+N");

    /** The panel; adds its commands to a menu. */
    public LevelView(LevelViewModel model, Commands commands) {
        super(7);
        getStyleClass().add("panel");
        managedProperty().bind(visibleProperty());
        visibleProperty().bind(model.adjustableProperty());
        Label heading = new Label("Grey window");
        heading.getStyleClass().add("panel-heading");
        Action tool = commands.addSwitch(
                "Window by dragging",
                "Dragging sets the window: to the right wider, up brighter; coarse with Ctrl, fine with Shift. The right"
                        + " mouse button does so always",
                "W",
                Feather.SUN,
                model.toolProperty());
        Action reset = commands.add(
                "File's own window", "Shows the image as its file says", "Alt+F", Feather.ROTATE_CCW, model::reset);
        Commands.disableWhile(tool, model.adjustableProperty().not());
        Commands.disableWhile(reset, model.adjustableProperty().not());
        Label unit = new Label();
        unit.textProperty().bind(model.unitProperty());
        HBox numbers = new HBox(
                6,
                number(
                        "Centre",
                        "The grey in the middle, in the unit beside it",
                        model.centerProperty(),
                        model::setCenter),
                number("Width", "From black to white, in the unit beside it", model.widthProperty(), model::setWidth),
                unit);
        numbers.setAlignment(Pos.CENTER_LEFT);
        Label modelSees = new Label();
        modelSees.getStyleClass().add("hint");
        modelSees.setWrapText(true);
        modelSees.textProperty().bind(model.modelSeesProperty());
        modelSees.visibleProperty().bind(model.modelSeesProperty().isNotEmpty());
        modelSees.managedProperty().bind(modelSees.visibleProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(6, heading, gap, Commands.iconButton(tool), Commands.iconButton(reset));
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, presets(model, commands), numbers, modelSees);
    }

    private static FlowPane presets(LevelViewModel model, Commands commands) {
        FlowPane presets = new FlowPane(6, 6);
        for (Preset preset : Preset.values()) {
            String explanation = String.format(
                    Locale.ROOT,
                    "Centre %.0f, width %.0f HU",
                    preset.window().center(),
                    preset.window().width());
            Action action = commands.add(
                    preset.label() + " window", explanation, KEYS.get(preset), Feather.SUN, () -> model.choose(preset));
            Commands.disableWhile(action, model.hounsfieldProperty().not());
            Button button = new Button(preset.label());
            button.setOnAction(action);
            button.disableProperty().bind(action.disabledProperty());
            Commands.describe(
                    button,
                    preset.label() + " window",
                    explanation,
                    action.getAccelerator().getDisplayText());
            presets.getChildren().add(button);
        }
        presets.visibleProperty().bind(model.hounsfieldProperty());
        presets.managedProperty().bind(presets.visibleProperty());
        return presets;
    }

    private static HBox number(
            String name, String explanation, ObservableValue<String> value, Consumer<String> onEntered) {
        Label caption = new Label(name);
        TextField field = new TextField(value.getValue());
        field.setPrefWidth(NUMBER_WIDTH);
        field.getStyleClass().add("number");
        field.setId("window-" + name.toLowerCase(Locale.ROOT));
        value.addListener((property, before, now) -> field.setText(now));
        field.setOnAction(event -> onEntered.accept(field.getText()));
        field.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                onEntered.accept(field.getText());
            }
        });
        Commands.describe(field, name, explanation, "Enter");
        caption.setLabelFor(field);
        HBox box = new HBox(5, caption, field);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
