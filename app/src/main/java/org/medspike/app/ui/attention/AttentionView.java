package org.medspike.app.ui.attention;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.medspike.app.ui.attention.MapKind.Scale;
import org.medspike.app.ui.control.Commands;
import org.medspike.app.ui.control.LabelledSlider;
import org.medspike.app.ui.viewer.Images;
import org.medspike.export.HeatMap;

/** The panel with the maps of a stage as a grid, their colour bars, and how they agree in numbers. */
public final class AttentionView extends VBox {

    private static final double TILE = 66;
    private static final double OPACITY_STEP = 0.05;
    private static final int STAGES = 4;

    private final AttentionViewModel model;
    private final Map<MapKind, ToggleButton> tiles = new EnumMap<>(MapKind.class);
    private final Map<MapKind, ImageView> pictures = new EnumMap<>(MapKind.class);
    private final Map<Scale, ColourBar> bars = new EnumMap<>(Scale.class);

    /** The panel; adds its commands to a menu. */
    public AttentionView(AttentionViewModel model, Commands commands) {
        super(7);
        this.model = model;
        getStyleClass().add("panel");
        Label heading = new Label("Attention");
        heading.getStyleClass().add("panel-heading");
        getChildren().addAll(heading, controls(commands), hint());
        HBox masks = new HBox(
                14, scale(commands, Scale.PROBABILITY, "Stage masks"), scale(commands, Scale.DIFFERENCE, "Difference"));
        getChildren().addAll(masks, scale(commands, Scale.INTERACTION, "Interactions (query-key)"));
        getChildren().add(agreement());
        getChildren()
                .add(new LabelledSlider(
                        "Map opacity",
                        "How much of the image the map covers",
                        "Shift+G and Shift+F",
                        "%.0f %%",
                        100,
                        model.opacityProperty()));
        addOpacitySteps(commands);
        model.tilesProperty().addListener((property, before, now) -> show(now));
        show(model.tilesProperty().get());
    }

    private HBox controls(Commands commands) {
        SegmentedButton stages = new SegmentedButton();
        ToggleGroup group = new ToggleGroup();
        stages.setToggleGroup(group);
        for (int i = 1; i <= STAGES; i++) {
            int stage = i;
            ToggleButton button = new ToggleButton(Integer.toString(stage));
            button.setSelected(model.stageProperty().get() == stage);
            button.setOnAction(event -> {
                model.stageProperty().set(stage);
                button.setSelected(true);
            });
            model.stageProperty().addListener((property, before, now) -> button.setSelected(now.intValue() == stage));
            String explanation = "Shows the maps of encoder stage " + stage + ", at 1/" + (1 << (stage - 1))
                    + " of the network's input size";
            Commands.describe(button, "Stage " + stage, explanation, Integer.toString(stage));
            commands.add(
                    "Stage " + stage, explanation, Integer.toString(stage), Feather.LAYERS, () -> model.stageProperty()
                            .set(stage));
            stages.getButtons().add(button);
        }
        Action probe = commands.addSwitch(
                "Probe",
                "Click a pixel in the image and see what it attends to",
                "P",
                Feather.CROSSHAIR,
                model.probingProperty());
        Action full = commands.addSwitch(
                "Full scale",
                "Colours the whole possible range instead of the range that occurs",
                "R",
                Feather.MAXIMIZE_2,
                model.fullScaleProperty());
        ButtonBase probeButton = Commands.iconButton(probe);
        ButtonBase fullButton = Commands.iconButton(full);
        HBox box = new HBox(6, new Label("Stage"), stages, probeButton, fullButton);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Label hint() {
        Label hint = new Label();
        hint.setWrapText(true);
        hint.getStyleClass().add("hint");
        hint.textProperty().bind(model.hintProperty());
        hint.visibleProperty().bind(model.hintProperty().isNotEmpty());
        hint.managedProperty().bind(hint.visibleProperty());
        return hint;
    }

    private Label agreement() {
        Label label = new Label();
        label.setWrapText(true);
        label.getStyleClass().add("summary");
        label.textProperty().bind(model.agreementProperty());
        label.setTooltip(
                new Tooltip("KL is definition 2 taken pixel by pixel, without making the maps sum to one, so it can"
                        + " be negative."));
        label.visibleProperty().bind(model.agreementProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    /** The maps of one scale in a row, with their colour bar under them. */
    private VBox scale(Commands commands, Scale scale, String heading) {
        HBox row = new HBox(4);
        for (MapKind kind : MapKind.values()) {
            if (kind.scale() == scale) {
                row.getChildren().add(tile(commands, kind));
            }
        }
        ColourBar bar = new ColourBar();
        bars.put(scale, bar);
        Label label = new Label(heading);
        label.getStyleClass().add("group-heading");
        if (scale == Scale.PROBABILITY) {
            label.textProperty()
                    .bind(Bindings.when(model.probingProperty())
                            .then("Row of attention")
                            .otherwise(heading));
        }
        VBox box = new VBox(4, label, row, bar);
        box.setMaxWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private ToggleButton tile(Commands commands, MapKind kind) {
        ImageView picture = new ImageView();
        picture.setFitWidth(TILE);
        picture.setFitHeight(TILE);
        picture.setSmooth(false);
        ToggleButton tile = new ToggleButton(kind.label(), picture);
        tile.setContentDisplay(ContentDisplay.TOP);
        tile.getStyleClass().add("map-tile");
        tile.setId("map-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        tile.setOnAction(event -> {
            model.selectedProperty().set(kind);
            tile.setSelected(true);
        });
        tile.setSelected(model.selectedProperty().get() == kind);
        model.selectedProperty().addListener((property, before, now) -> tile.setSelected(now == kind));
        String key = "Alt+" + (kind.ordinal() + 1);
        String explanation = kind.explanation() + "; click to lay it over the image";
        Commands.describe(tile, kind.label() + " map", explanation, key);
        commands.add(kind.label() + " map", explanation, key, Feather.MAP, () -> model.selectedProperty()
                .set(kind));
        tiles.put(kind, tile);
        pictures.put(kind, picture);
        return tile;
    }

    private void addOpacitySteps(Commands commands) {
        commands.addStep(
                "Fainter map",
                "Makes the map over the image fainter",
                "Shift+F",
                model.opacityProperty(),
                -OPACITY_STEP);
        commands.addStep(
                "Stronger map",
                "Makes the map over the image stronger",
                "Shift+G",
                model.opacityProperty(),
                OPACITY_STEP);
    }

    private void show(Map<MapKind, HeatMap> maps) {
        for (MapKind kind : MapKind.values()) {
            Optional<HeatMap> map = Optional.ofNullable(maps.get(kind));
            tiles.get(kind).setDisable(map.isEmpty());
            pictures.get(kind)
                    .setImage(map.map(m -> Images.premultiplied(
                                    m.pixels(), m.plane().width(), m.plane().height()))
                            .orElse(null));
        }
        bars.forEach((scale, bar) -> {
            Optional<HeatMap> any = maps.entrySet().stream()
                    .filter(map -> map.getKey().scale() == scale)
                    .map(Map.Entry::getValue)
                    .findFirst();
            bar.setVisible(any.isPresent());
            any.ifPresent(bar::show);
        });
    }
}
