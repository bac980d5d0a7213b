package org.medspike.app.ui.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import org.medspike.app.job.JobRunner;
import org.medspike.app.ui.attention.AttentionViewModel;
import org.medspike.app.ui.attention.MapKind;
import org.medspike.app.ui.overlay.MaskLayer;
import org.medspike.app.ui.overlay.OverlayViewModel;
import org.medspike.app.workbench.Notice;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.WindowLevel;
import org.medspike.app.workbench.Workbench;
import org.medspike.batch.StoredRaster;
import org.medspike.export.HeatMap;
import org.medspike.export.HeatMapPng;
import org.medspike.export.MaskPng;
import org.medspike.export.OverlayPng;
import org.medspike.export.OverlayStyle;
import org.medspike.imaging.Frame;
import org.medspike.storage.FreeName;
import org.medspike.storage.WriteFailure;

/** Saves the mask, the overlay and the heat maps that the window shows at this moment. */
public final class ExportViewModel {

    private final Workbench workbench;
    private final WindowLevel windows;
    private final OverlayViewModel overlay;
    private final AttentionViewModel attention;
    private final JobRunner jobs;

    /** Exports of what these show. */
    public ExportViewModel(
            Workbench workbench,
            WindowLevel windows,
            OverlayViewModel overlay,
            AttentionViewModel attention,
            JobRunner jobs) {
        this.workbench = workbench;
        this.windows = windows;
        this.overlay = overlay;
        this.attention = attention;
        this.jobs = jobs;
    }

    /** Whether there is no mask to save. */
    public ObservableValue<Boolean> noMask() {
        return overlay.layerProperty().map(Optional::isEmpty);
    }

    /** Whether there are no maps to save. */
    public ObservableValue<Boolean> noMaps() {
        return attention.tilesProperty().map(Map::isEmpty);
    }

    /** A name for an exported file, after the open image. */
    public String suggestedName(String suffix) {
        return workbench.imageProperty().get().map(OpenImage::stem).orElse("image") + suffix;
    }

    /** Saves the mask in the raster of the image's file: 0 outside, 255 inside. */
    public void saveMask(Path file) {
        withMask((image, layer) -> save(
                "Saving the mask", file, () -> MaskPng.write(file, StoredRaster.of(layer.mask(), image.stored()))));
    }

    /** Saves the upright image with the mask over it, as it looks in the window. */
    public void saveOverlay(Path file) {
        OverlayStyle style = new OverlayStyle(
                overlay.colourProperty().get(),
                overlay.opacityProperty().get(),
                overlay.filledProperty().get(),
                overlay.outlinedProperty().get());
        withMask((image, layer) -> {
            Frame shown =
                    OpenImage.shown(image.upright(), windows.chosenProperty().get());
            save("Saving the overlay", file, () -> OverlayPng.write(file, shown, layer.mask(), style));
        });
    }

    /** Saves the maps of the stage that is shown, one file each with its colour bar, into a folder. */
    public void saveMaps(Path folder) {
        Map<MapKind, HeatMap> maps = new EnumMap<>(attention.tilesProperty().get());
        int stage = attention.stageProperty().get();
        boolean probing = attention.probingProperty().get();
        String stem = suggestedName("");
        save("Saving the heat maps", folder, () -> {
            for (Map.Entry<MapKind, HeatMap> map : maps.entrySet()) {
                String name = String.format(
                        Locale.ROOT,
                        "%s_s%d_%s%s",
                        stem,
                        stage,
                        probing ? "probe_" : "",
                        map.getKey().fileKey());
                HeatMapPng.write(FreeName.png(folder, name), map.getValue());
            }
        });
    }

    private void withMask(BiConsumer<OpenImage, MaskLayer> action) {
        Optional<OpenImage> image = workbench.imageProperty().get();
        Optional<MaskLayer> layer = overlay.layerProperty().get();
        if (image.isPresent() && layer.isPresent()) {
            action.accept(image.get(), layer.get());
        }
    }

    private void save(String name, Path target, Saving saving) {
        jobs.start(
                name,
                task -> {
                    saving.run();
                    return target;
                },
                saved -> workbench.tell(Notice.information("Saved to " + saved + ".")),
                failure ->
                        workbench.tell(Notice.problem("Saving to " + target + " failed: " + WriteFailure.reason(failure)
                                + ". No file there is half-written. Choose another place, or make room.")));
    }

    @FunctionalInterface
    private interface Saving {
        void run() throws IOException;
    }
}
