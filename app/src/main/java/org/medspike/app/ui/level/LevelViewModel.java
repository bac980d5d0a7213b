package org.medspike.app.ui.level;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.WindowLevel;
import org.medspike.app.workbench.Workbench;
import org.medspike.imaging.GreyWindow;

/** Sets the grey window: by drag, by preset, by number. */
public final class LevelViewModel {

    /** Share of the window's width that a drag of one unit changes. */
    private static final double STEP = 1.0 / 250;

    /** From this width on, windows are set in whole numbers. */
    private static final double WHOLE_FROM = 20;

    private static final double NARROWEST = 1e-9;

    /** How fast a drag is. */
    public enum Speed {
        /** A fifth. */
        FINE(0.2),
        /** As it is. */
        USUAL(1),
        /** Five times. */
        COARSE(5);

        private final double factor;

        Speed(double factor) {
            this.factor = factor;
        }
    }

    private final Workbench workbench;
    private final WindowLevel windows;
    private final BooleanProperty tool = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper adjustable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper hounsfield = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper center = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper width = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper unit = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper modelSees = new ReadOnlyStringWrapper("");

    /** The window of the image on the desk. */
    public LevelViewModel(Workbench workbench, WindowLevel windows) {
        this.workbench = workbench;
        this.windows = windows;
        workbench.imageProperty().addListener((property, before, now) -> update());
        windows.chosenProperty().addListener((property, before, now) -> update());
        workbench.cardProperty().addListener((property, before, now) -> update());
        update();
    }

    private void update() {
        Optional<OpenImage> image = workbench.imageProperty().get();
        Optional<GreyWindow> shown = windows.shown();
        adjustable.set(shown.isPresent());
        String measure =
                image.flatMap(open -> open.origin().examination().unit()).orElse("");
        hounsfield.set(shown.isPresent() && measure.equals("HU"));
        unit.set(measure.isEmpty() ? "stored units" : measure);
        center.set(shown.map(window -> text(window.center(), window.width())).orElse(""));
        width.set(shown.map(window -> text(window.width(), window.width())).orElse(""));
        modelSees.set(shown.isPresent() && image.isPresent() ? modelSees(image.get(), shown.get()) : "");
    }

    /** The model has a window of its own, or takes the file's; told where that is not what the screen shows. */
    private String modelSees(OpenImage image, GreyWindow shown) {
        List<Double> own = workbench
                .cardProperty()
                .get()
                .map(card -> card.preprocessing().window())
                .orElse(List.of());
        Optional<GreyWindow> seen =
                image.upright().measuredThrough(own).greyScale().window();
        if (seen.isEmpty()) {
            return windows.chosenProperty().get().isEmpty() ? "" : "The model sees the whole range of the image.";
        }
        GreyWindow window = seen.get();
        boolean same = window.center() == shown.center() && window.width() == shown.width();
        return same
                ? ""
                : "The model sees the image through another window, centre " + text(window.center(), window.width())
                        + ", width " + text(window.width(), window.width()) + ".";
    }

    private static String text(double value, double width) {
        return width >= WHOLE_FROM
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** Whether a drag sets the window: with the right button always, with the other one while the tool is on. */
    public boolean drags(boolean rightButton) {
        return adjustable.get() && (rightButton || tool.get());
    }

    /**
     * The pointer was dragged: to the right for a wider window, up for a brighter image.
     *
     * @param dx in units of the pane
     * @param dy likewise, downwards
     */
    public void drag(double dx, double dy, Speed speed) {
        windows.shown().ifPresent(window -> {
            double step = STEP * window.width() * speed.factor;
            boolean whole = window.width() >= WHOLE_FROM;
            double wider =
                    Math.max(whole ? 1 : NARROWEST, rounded(window.width() + dx * step, dx, window.width(), whole));
            choose(rounded(window.center() + dy * step, dy, window.center(), whole), wider);
        });
    }

    /** In whole numbers where the window is wide, and then by one at least. */
    private static double rounded(double value, double by, double before, boolean whole) {
        if (!whole || by == 0) {
            return value;
        }
        double nearest = Math.rint(value);
        return nearest == Math.rint(before) ? before + Math.signum(by) : nearest;
    }

    private void choose(double newCenter, double newWidth) {
        GreyWindow.of(newCenter, newWidth, GreyWindow.Shape.LINEAR_EXACT).ifPresent(windows::choose);
    }

    /** Shows through a preset. */
    public void choose(Preset preset) {
        if (hounsfield.get()) {
            windows.choose(preset.window());
        }
    }

    /** Shows as the file says. */
    public void reset() {
        windows.reset();
    }

    /** Sets the middle; what is no number changes nothing, and the text goes back. */
    public void setCenter(String text) {
        if (!text.equals(center.get())) {
            windows.shown().ifPresent(window -> number(text).ifPresent(value -> choose(value, window.width())));
            update();
        }
    }

    /** Sets the extent, likewise. */
    public void setWidth(String text) {
        if (!text.equals(width.get())) {
            windows.shown().ifPresent(window -> number(text).ifPresent(value -> choose(window.center(), value)));
            update();
        }
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip().replace(',', '.')));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Whether a drag with the first button sets the window instead of moving the image. */
    public BooleanProperty toolProperty() {
        return tool;
    }

    /** Whether the open image has a window at all. */
    public ReadOnlyBooleanProperty adjustableProperty() {
        return adjustable.getReadOnlyProperty();
    }

    /** Whether its values are Hounsfield units, for which there are presets. */
    public ReadOnlyBooleanProperty hounsfieldProperty() {
        return hounsfield.getReadOnlyProperty();
    }

    /** The middle of the window. */
    public ReadOnlyStringProperty centerProperty() {
        return center.getReadOnlyProperty();
    }

    /** Its extent. */
    public ReadOnlyStringProperty widthProperty() {
        return width.getReadOnlyProperty();
    }

    /** The unit of both. */
    public ReadOnlyStringProperty unitProperty() {
        return unit.getReadOnlyProperty();
    }

    /** What the model sees where that is not what the screen shows. */
    public ReadOnlyStringProperty modelSeesProperty() {
        return modelSees.getReadOnlyProperty();
    }
}
