package org.medspike.app.ui.overlay;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.medspike.app.job.LatestOnly;
import org.medspike.app.session.PreferenceStore;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.Workbench;
import org.medspike.imaging.PixelSpacing;
import org.medspike.inference.Segmentation;
import org.medspike.mask.Measurements;

/**
 * How the mask is cut and looks. The mask follows the threshold while it moves; only the newest position is computed.
 */
public final class OverlayViewModel {

    private final Workbench workbench;
    private final LatestOnly follower;
    private final DoubleProperty threshold = new SimpleDoubleProperty(0.5);
    private final DoubleProperty opacity = new SimpleDoubleProperty();
    private final IntegerProperty colour = new SimpleIntegerProperty();
    private final BooleanProperty visible = new SimpleBooleanProperty(true);
    private final BooleanProperty filled = new SimpleBooleanProperty(true);
    private final BooleanProperty outlined = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Optional<MaskLayer>> layer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");

    private Optional<OpenImage> segmented = Optional.empty();

    /** The overlay of the image on the desk. */
    public OverlayViewModel(Workbench workbench, LatestOnly follower, PreferenceStore preferences) {
        this.workbench = workbench;
        this.follower = follower;
        opacity.set(preferences.get().maskOpacity());
        colour.set(preferences.get().maskColour());
        workbench.segmentationProperty().addListener((property, before, now) -> segmented(now));
        threshold.addListener((property, before, now) -> cut());
        opacity.addListener(
                (property, before, now) -> preferences.change(p -> p.withMask(colour.get(), now.doubleValue())));
        colour.addListener((property, before, now) -> {
            preferences.change(p -> p.withMask(now.intValue(), opacity.get()));
            cut();
        });
    }

    private void segmented(Optional<Segmentation> result) {
        if (result.isEmpty()) {
            follower.drop();
            layer.set(Optional.empty());
            summary.set("");
            return;
        }
        if (isNewView() && threshold.get() != result.get().threshold()) {
            threshold.set(result.get().threshold());
        } else {
            cut();
        }
    }

    /** A threshold that the user chose holds for all images of a view. */
    private boolean isNewView() {
        Optional<OpenImage> now = workbench.imageProperty().get();
        boolean same =
                now.isPresent() && segmented.filter(now.get()::isOfSameView).isPresent();
        segmented = now;
        return !same;
    }

    private void cut() {
        workbench.segmentationProperty().get().ifPresent(result -> {
            double at = threshold.get();
            int rgb = colour.get();
            Optional<PixelSpacing> spacing = workbench.imageProperty().get().flatMap(image -> image.upright()
                    .spacing());
            follower.request(() -> MaskLayer.cut(result.probability(), at, rgb, spacing), cut -> {
                layer.set(Optional.of(cut));
                summary.set(describe(cut.measurements(), cut.mask().pixelCount()));
            });
        });
    }

    /** Puts the threshold back to the model's own. */
    public void resetThreshold() {
        workbench.segmentationProperty().get().ifPresent(result -> threshold.set(result.threshold()));
    }

    private static String describe(Measurements m, int pixels) {
        if (m.components() == 0) {
            return "Nothing reaches the threshold.";
        }
        String parts = m.components() == 1 ? "1 component" : m.components() + " components";
        return String.format(
                Locale.ROOT,
                "%s%narea %.0f %s%nlongest diameter %.1f %s%nmean probability %.3f (over the mask's pixels, n = %d)%s",
                parts,
                m.area(),
                m.areaUnit(),
                m.longestDiameter(),
                m.diameterUnit(),
                m.meanProbability(),
                pixels,
                m.isCalibrated() ? "" : "\nin px: the file gives no pixel spacing");
    }

    /** Probability from which a pixel belongs to the object, 0 to 1. */
    public DoubleProperty thresholdProperty() {
        return threshold;
    }

    /** Opacity of the filling, 0 to 1. */
    public DoubleProperty opacityProperty() {
        return opacity;
    }

    /** Colour of filling and outline, {@code 0xRRGGBB}. */
    public IntegerProperty colourProperty() {
        return colour;
    }

    /** Whether the mask is shown at all. */
    public BooleanProperty visibleProperty() {
        return visible;
    }

    /** Whether its inside is coloured. */
    public BooleanProperty filledProperty() {
        return filled;
    }

    /** Whether its edge is drawn. */
    public BooleanProperty outlinedProperty() {
        return outlined;
    }

    /** The mask; empty until there is one. */
    public ReadOnlyObjectProperty<Optional<MaskLayer>> layerProperty() {
        return layer.getReadOnlyProperty();
    }

    /** What the mask measures, with units. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }
}
