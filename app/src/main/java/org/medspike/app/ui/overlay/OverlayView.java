package org.medspike.app.ui.overlay;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.medspike.app.ui.control.Commands;
import org.medspike.app.ui.control.LabelledSlider;

/** The panel that says how the mask is cut and looks. */
public final class OverlayView extends VBox {

    private static final double THRESHOLD_STEP = 0.01;
    private static final double OPACITY_STEP = 0.05;

    /** The panel; adds its commands to a menu. */
    public OverlayView(OverlayViewModel model, LaidMaskViewModel laid, Commands commands) {
        super(7);
        getStyleClass().add("panel");
        Label heading = new Label("Mask");
        heading.getStyleClass().add("panel-heading");
        Action visible =
                commands.addSwitch("Show mask", "Shows or hides the mask", "H", Feather.EYE, model.visibleProperty());
        Action filled = commands.addSwitch(
                "Fill mask", "Colours the inside of the mask", "M", Feather.DROPLET, model.filledProperty());
        Action outlined = commands.addSwitch(
                "Outline mask", "Draws the edge of the mask", "C", Feather.CIRCLE, model.outlinedProperty());
        Action reset = commands.add(
                "Model's threshold",
                "Puts the threshold back to the one the model was validated with",
                "T",
                Feather.ROTATE_CCW,
                model::resetThreshold);
        addSteps(commands, model);
        ColorPicker colour = colourPicker(model);
        commands.add("Mask colour", "Chooses the colour of the mask", "K", Feather.EDIT_3, colour::show);
        HBox buttons = new HBox(6, button(visible), button(filled), button(outlined), button(reset), colour);
        Label summary = new Label();
        summary.getStyleClass().add("summary");
        summary.setWrapText(true);
        summary.textProperty().bind(model.summaryProperty());
        summary.setAccessibleText("Measures of the mask");
        Label fromFile = new Label();
        fromFile.setId("mask-from-file");
        fromFile.getStyleClass().add("from-file");
        fromFile.setWrapText(true);
        fromFile.textProperty().bind(laid.textProperty());
        fromFile.visibleProperty().bind(laid.textProperty().isNotEmpty());
        fromFile.managedProperty().bind(fromFile.visibleProperty());
        Commands.disableWhile(
                commands.add(
                        "Remove mask file",
                        "Takes the mask of a file away from the image",
                        "Shortcut+Shift+K",
                        Feather.X,
                        laid::remove),
                laid.textProperty().isEmpty());
        getChildren()
                .addAll(
                        heading,
                        buttons,
                        new LabelledSlider(
                                "Threshold",
                                "Probability from which a pixel belongs to the mask",
                                "U and D",
                                "%.2f",
                                1,
                                model.thresholdProperty()),
                        new LabelledSlider(
                                "Mask opacity",
                                "How much of the image the mask's filling covers",
                                "G and F",
                                "%.0f %%",
                                100,
                                model.opacityProperty()),
                        summary,
                        fromFile);
    }

    private static ButtonBase button(Action action) {
        return Commands.iconButton(action);
    }

    private static void addSteps(Commands commands, OverlayViewModel model) {
        commands.addStep(
                "Lower threshold", "Lowers the threshold by 0.01", "D", model.thresholdProperty(), -THRESHOLD_STEP);
        commands.addStep(
                "Raise threshold", "Raises the threshold by 0.01", "U", model.thresholdProperty(), THRESHOLD_STEP);
        commands.addStep(
                "Fainter mask", "Makes the mask's filling fainter", "F", model.opacityProperty(), -OPACITY_STEP);
        commands.addStep(
                "Stronger mask", "Makes the mask's filling stronger", "G", model.opacityProperty(), OPACITY_STEP);
    }

    private static ColorPicker colourPicker(OverlayViewModel model) {
        ColorPicker picker = new ColorPicker(toColour(model.colourProperty().get()));
        picker.getStyleClass().add("button");
        picker.setStyle("-fx-color-label-visible: false;");
        picker.valueProperty().addListener((property, before, now) -> model.colourProperty()
                .set((int) Math.round(now.getRed() * 255) << 16
                        | (int) Math.round(now.getGreen() * 255) << 8
                        | (int) Math.round(now.getBlue() * 255)));
        Commands.describe(picker, "Mask colour", "Colour of the mask's filling and outline", "K");
        return picker;
    }

    /** The colour of {@code 0xRRGGBB}. */
    public static Color toColour(int rgb) {
        return Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }
}
