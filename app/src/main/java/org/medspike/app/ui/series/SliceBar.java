package org.medspike.app.ui.series;

import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.medspike.app.ui.control.Commands;

/** The line under the images that goes through a stack; there only where there is one. */
public final class SliceBar extends HBox {

    private final SeriesViewModel model;
    private final ComboBox<PlaneChoice> planes = new ComboBox<>();
    private boolean refilling;

    /** The line; adds its commands to a menu. */
    public SliceBar(SeriesViewModel model, PlaybackViewModel playback, Commands commands) {
        super(10);
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("slice-bar");
        visibleProperty().bind(model.stackedProperty());
        managedProperty().bind(visibleProperty());
        addSteps(commands);
        Action play = commands.addSwitch(
                "Play", "Plays the images round and round", "Space", Feather.PLAY, playback.playingProperty());
        Commands.disableWhile(play, model.stackedProperty().not());
        Slider slider = slider();
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label position = new Label();
        position.setId("slice-position");
        position.getStyleClass().add("number");
        position.setMinWidth(USE_PREF_SIZE);
        position.textProperty().bind(model.positionProperty());
        Label rate = new Label();
        rate.getStyleClass().add("hint");
        rate.textProperty().bind(playback.rateProperty());
        planes();
        getChildren().addAll(Commands.iconButton(play), slider, position, rate, planes);
    }

    private void addSteps(Commands commands) {
        step(commands, "Next image", "One image on", "Down", Feather.CHEVRON_DOWN, () -> model.step(1));
        step(commands, "Previous image", "One image back", "Up", Feather.CHEVRON_UP, () -> model.step(-1));
        step(commands, "Ten images on", "Ten images on", "Page Down", Feather.CHEVRONS_DOWN, () -> model.page(1));
        step(commands, "Ten images back", "Ten images back", "Page Up", Feather.CHEVRONS_UP, () -> model.page(-1));
        step(commands, "First image", "To the first image", "Home", Feather.SKIP_BACK, model::first);
        step(commands, "Last image", "To the last image", "End", Feather.SKIP_FORWARD, model::last);
        for (int number = 0; number < 3; number++) {
            int plane = number;
            step(
                    commands,
                    number == 0 ? "Images as taken" : "Plane " + number,
                    number == 0 ? "Leaves the planes" : "Shows the plane with this number in the list below the images",
                    "Shortcut+Alt+" + (number + 1),
                    Feather.LAYERS,
                    () -> model.choosePlane(plane));
        }
    }

    private void step(Commands commands, String text, String explanation, String key, Feather icon, Runnable run) {
        Commands.disableWhile(
                commands.add(text, explanation, key, icon, run),
                model.stackedProperty().not());
    }

    private Slider slider() {
        Slider slider = new Slider(0, 1, 0);
        slider.setId("slices");
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.maxProperty().bind(model.lastProperty());
        slider.valueProperty().addListener((property, before, now) -> {
            if (!slider.isValueChanging()
                    || Math.rint(now.doubleValue()) != model.indexProperty().get()) {
                model.indexProperty().set((int) Math.rint(now.doubleValue()));
            }
        });
        model.indexProperty().addListener((property, before, now) -> slider.setValue(now.doubleValue()));
        Commands.describe(
                slider, "Image", "Goes through the images of the series", "Up and Down, Page Up and Page Down");
        return slider;
    }

    private void planes() {
        planes.setId("planes");
        Commands.describe(
                planes,
                "Plane",
                "Images as they were taken, or planes cut through all of them",
                "Ctrl+Alt+1 to Ctrl+Alt+3");
        refill();
        model.planesProperty().addListener((property, before, now) -> refill());
        model.planeProperty().addListener((property, before, now) -> refill());
        planes.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && !refilling) {
                model.choose(now);
            }
        });
    }

    private void refill() {
        refilling = true;
        if (!planes.getItems().equals(model.planesProperty().get())) {
            planes.getItems().setAll(model.planesProperty().get());
        }
        planes.getSelectionModel().select(model.chosenPlane().orElse(null));
        refilling = false;
        planes.setDisable(planes.getItems().size() < 2);
    }
}
