package org.medspike.app.ui.attention;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.medspike.app.ui.attention.MapKind.Scale;
import org.medspike.app.ui.viewer.ImagePoint;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.Workbench;
import org.medspike.export.ColorMap;
import org.medspike.export.HeatMap;
import org.medspike.imaging.Plane;
import org.medspike.inference.AttentionProbe;
import org.medspike.inference.MapAgreement;
import org.medspike.inference.StageMaps;

/**
 * Which maps are shown, in which range, and which of them lies over the image.
 *
 * <p>Shows either the heat maps of a stage, or, while probing, what one pixel attends to in that stage.
 */
public final class AttentionViewModel {

    private final Workbench workbench;
    private final IntegerProperty stage = new SimpleIntegerProperty(1);
    private final BooleanProperty probing = new SimpleBooleanProperty();
    private final BooleanProperty fullScale = new SimpleBooleanProperty();
    private final DoubleProperty opacity = new SimpleDoubleProperty(0.6);
    private final ObjectProperty<MapKind> selected = new SimpleObjectProperty<>(MapKind.SDSA);
    private final ObjectProperty<Optional<ImagePoint>> probed = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<MapKind, HeatMap>> tiles = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<HeatMap>> layer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper agreement = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");

    /** The maps of the image on the desk. */
    public AttentionViewModel(Workbench workbench) {
        this.workbench = workbench;
        workbench.stagesProperty().addListener((property, before, now) -> update());
        workbench.probeProperty().addListener((property, before, now) -> update());
        workbench.imageProperty().addListener((property, before, now) -> {
            probed.set(Optional.empty());
            update();
        });
        workbench.segmentationProperty().addListener((property, before, now) -> prepareIfProbing());
        stage.addListener((property, before, now) -> update());
        fullScale.addListener((property, before, now) -> update());
        probed.addListener((property, before, now) -> update());
        selected.addListener((property, before, now) -> updateLayer());
        probing.addListener((property, before, now) -> {
            prepareIfProbing();
            update();
        });
        update();
    }

    private void prepareIfProbing() {
        Optional<OpenImage> open = workbench.imageProperty().get();
        if (probing.get() && open.isPresent()) {
            ImagePoint point = probed.get()
                    .orElse(new ImagePoint(
                            open.get().upright().width() / 2,
                            open.get().upright().height() / 2));
            workbench.prepareProbe(point.x(), point.y());
        }
    }

    /** Told the pixel that the user clicked; probes it while probing. */
    public void picked(ImagePoint point) {
        if (probing.get()) {
            probed.set(Optional.of(point));
            prepareIfProbing();
        }
    }

    private void update() {
        Map<MapKind, Plane> planes = probing.get() ? probedPlanes() : stagePlanes();
        Map<MapKind, HeatMap> updated = new EnumMap<>(MapKind.class);
        planes.forEach((kind, plane) -> updated.put(kind, coloured(kind, plane, planes)));
        tiles.set(updated);
        agreement.set(
                currentStage().flatMap(StageMaps::agreement).map(this::describe).orElse(""));
        hint.set(currentHint());
        if (!updated.isEmpty() && !updated.containsKey(selected.get())) {
            // A stage mask has no rows to probe: what lies over the image then is the first interaction.
            selected.set(MapKind.AA);
        }
        updateLayer();
    }

    private void updateLayer() {
        layer.set(Optional.ofNullable(tiles.get().get(selected.get())));
    }

    private Optional<StageMaps> currentStage() {
        List<StageMaps> stages = workbench.stagesProperty().get();
        return stage.get() <= stages.size() ? Optional.of(stages.get(stage.get() - 1)) : Optional.empty();
    }

    private Map<MapKind, Plane> stagePlanes() {
        Map<MapKind, Plane> planes = new EnumMap<>(MapKind.class);
        currentStage().ifPresent(maps -> {
            planes.put(MapKind.SDSA, maps.sdsa());
            maps.sa().ifPresent(plane -> planes.put(MapKind.SA, plane));
            maps.difference().ifPresent(plane -> planes.put(MapKind.DIFFERENCE, plane));
            for (MapKind kind : MapKind.values()) {
                kind.interaction()
                        .flatMap(i -> Optional.ofNullable(maps.interactions().get(i)))
                        .ifPresent(plane -> planes.put(kind, plane));
            }
        });
        return planes;
    }

    private Map<MapKind, Plane> probedPlanes() {
        Map<MapKind, Plane> planes = new EnumMap<>(MapKind.class);
        Optional<AttentionProbe> probe = workbench.probeProperty().get();
        Optional<ImagePoint> inReach = probed.get()
                .filter(p -> probe.isPresent() && probe.get().region().contains(p.x(), p.y()));
        if (inReach.isPresent()) {
            ImagePoint point = inReach.get();
            AttentionProbe.Row row = probe.get().probe(stage.get(), point.x(), point.y());
            row.sa().ifPresent(plane -> planes.put(MapKind.SA, plane));
            for (MapKind kind : MapKind.values()) {
                kind.interaction()
                        .ifPresent(i -> planes.put(kind, row.interactions().get(i)));
            }
        }
        return planes;
    }

    /** One range for all maps of a scale, so that equal colours mean equal values. */
    private HeatMap coloured(MapKind kind, Plane plane, Map<MapKind, Plane> planes) {
        Scale scale = kind.scale();
        List<Plane> together = new ArrayList<>();
        planes.forEach((other, otherPlane) -> {
            if (other.scale() == scale) {
                together.add(otherPlane);
            }
        });
        double low = together.stream().mapToDouble(Plane::min).min().orElse(0);
        double high = together.stream().mapToDouble(Plane::max).max().orElse(1);
        if (scale == Scale.DIFFERENCE) {
            double reach = fullScale.get() ? 1 : Math.max(Math.abs(low), Math.abs(high));
            return new HeatMap(plane, -reach, reach, ColorMap.BLUE_WHITE_RED, kind.label(), StageMaps.PROBABILITY);
        }
        if (probing.get() && scale == Scale.PROBABILITY) {
            return new HeatMap(plane, 0, high, ColorMap.VIRIDIS, kind.label(), AttentionProbe.Row.EVEN_SHARES);
        }
        String unit = scale == Scale.PROBABILITY
                ? StageMaps.PROBABILITY
                : probing.get() ? AttentionProbe.Row.CHANNEL_SHARE : StageMaps.FIRING_RATE;
        return fullScale.get()
                ? new HeatMap(plane, 0, 1, ColorMap.VIRIDIS, kind.label(), unit)
                : new HeatMap(plane, low, high, ColorMap.VIRIDIS, kind.label(), unit);
    }

    private String describe(MapAgreement a) {
        return String.format(
                Locale.ROOT,
                "SDSA against SA, stage %d: KL %.4f nat, L2 %.4f (means over pixels), cosine %.3f, Pearson %.3f",
                stage.get(),
                a.kl(),
                a.l2(),
                a.cosine(),
                a.pearson());
    }

    private String missing() {
        return workbench
                .imageProperty()
                .get()
                .map(image -> image.isAsTaken()
                        ? "The heat maps appear once they are computed; those of an image of a series when it is"
                                + " segmented (Segment image)."
                        : "The model works on the images as they were taken, not on planes cut through them.")
                .orElse("");
    }

    private String currentHint() {
        if (!probing.get()) {
            return workbench.stagesProperty().get().isEmpty() ? missing() : "";
        }
        if (workbench.probeProperty().get().isEmpty()) {
            return "The probe is being prepared.";
        }
        return probed.get()
                .map(point -> String.format(Locale.ROOT, "What pixel x %d, y %d attends to.", point.x(), point.y()))
                .orElse("Click a pixel in the image to see what it attends to.");
    }

    /** Stage, 1 to 4. */
    public IntegerProperty stageProperty() {
        return stage;
    }

    /** Whether a pixel is probed instead of the stage shown as a whole. */
    public BooleanProperty probingProperty() {
        return probing;
    }

    /** Whether ranges are the whole of what is possible instead of what occurs. */
    public BooleanProperty fullScaleProperty() {
        return fullScale;
    }

    /** Opacity of the map over the image, 0 to 1. */
    public DoubleProperty opacityProperty() {
        return opacity;
    }

    /** The map that lies over the image. */
    public ObjectProperty<MapKind> selectedProperty() {
        return selected;
    }

    /** The pixel that is probed. */
    public ReadOnlyObjectProperty<Optional<ImagePoint>> probedProperty() {
        return probed;
    }

    /** The maps at hand. */
    public ReadOnlyObjectProperty<Map<MapKind, HeatMap>> tilesProperty() {
        return tiles.getReadOnlyProperty();
    }

    /** The map that lies over the image; empty where it is not at hand. */
    public ReadOnlyObjectProperty<Optional<HeatMap>> layerProperty() {
        return layer.getReadOnlyProperty();
    }

    /** How SDSA and SA agree in the stage, in numbers. */
    public ReadOnlyStringProperty agreementProperty() {
        return agreement.getReadOnlyProperty();
    }

    /** What the user can do, or is waiting for. */
    public ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }
}
