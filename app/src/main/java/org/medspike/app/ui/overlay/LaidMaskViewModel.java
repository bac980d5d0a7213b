package org.medspike.app.ui.overlay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.medspike.app.job.LatestOnly;
import org.medspike.app.workbench.LaidMask;
import org.medspike.app.workbench.MaskDesk;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.Workbench;
import org.medspike.mask.Components;
import org.medspike.mask.Contours;
import org.medspike.mask.Mask;
import org.medspike.mask.Ring;

/** The mask that came from a file: its outline on the open image, beside what the model found. */
public final class LaidMaskViewModel {

    private final Workbench workbench;
    private final MaskDesk masks;
    private final LatestOnly outliner;
    private final ReadOnlyObjectWrapper<List<Ring>> rings = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");

    /**
     * The mask file on the desk.
     *
     * @param outliner follows the open image
     */
    public LaidMaskViewModel(Workbench workbench, MaskDesk masks, LatestOnly outliner) {
        this.workbench = workbench;
        this.masks = masks;
        this.outliner = outliner;
        workbench.imageProperty().addListener((property, before, now) -> update());
        masks.laidProperty().addListener((property, before, now) -> {
            text.set(now.map(LaidMask::text).orElse(""));
            update();
        });
    }

    private void update() {
        Optional<OpenImage> image = workbench.imageProperty().get();
        Optional<Mask> mask = masks.laidProperty().get().flatMap(laid -> image.flatMap(laid::of));
        rings.set(List.of());
        if (mask.isEmpty() || mask.get().isEmpty()) {
            outliner.drop();
        } else {
            outliner.request(() -> Contours.of(Components.of(mask.get())), rings::set);
        }
    }

    /** Opens a file as a mask. */
    public void open(Path file) {
        masks.open(file);
    }

    /** Takes the mask away. */
    public void remove() {
        masks.remove();
    }

    /** Its outlines on the open image. */
    public ReadOnlyObjectProperty<List<Ring>> ringsProperty() {
        return rings.getReadOnlyProperty();
    }

    /** What it measures; empty while there is none. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }
}
