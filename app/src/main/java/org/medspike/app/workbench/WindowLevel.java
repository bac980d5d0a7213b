package org.medspike.app.workbench;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.medspike.app.job.NewestNext;
import org.medspike.app.session.PreferenceStore;
import org.medspike.app.session.Preferences;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Examination;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.Samples;

/**
 * Through which window the open image is shown, and the picture that follows.
 *
 * <p>It holds for all images of a view and is remembered for the modality. The model sees every image through its own
 * window or the file's, whatever is chosen here, so that what it finds does not hang on how the screen is set (decision 0026). Used on the
 * FX thread.
 */
public final class WindowLevel {

    private final Workbench workbench;
    private final NewestNext painter;
    private final PreferenceStore preferences;
    private final SimpleObjectProperty<Optional<GreyWindow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Picture>> picture = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<OpenImage> before = Optional.empty();

    /** The window of the image on the desk. */
    public WindowLevel(Workbench workbench, NewestNext painter, PreferenceStore preferences) {
        this.workbench = workbench;
        this.painter = painter;
        this.preferences = preferences;
        workbench.imageProperty().addListener((property, old, now) -> opened(now));
        chosen.addListener((property, old, now) -> repaint());
    }

    private void opened(Optional<OpenImage> image) {
        painter.drop();
        picture.set(image.map(
                open -> new Picture(open.upright().width(), open.upright().height(), open.pixels())));
        image.ifPresent(open -> {
            boolean same = before.map(open::isOfSameView).orElse(false);
            before = image;
            if (!same) {
                chosen.set(remembered(preferences.get(), open.origin().examination()));
            }
            repaint();
        });
    }

    /** The window that was chosen last for a modality; one file names no modality has none. */
    static Optional<GreyWindow> remembered(Preferences preferences, Examination examination) {
        return examination
                .modality()
                .flatMap(modality -> Optional.ofNullable(preferences.windows().get(modality)))
                .flatMap(window -> GreyWindow.of(window.center(), window.width(), GreyWindow.Shape.LINEAR_EXACT));
    }

    private void repaint() {
        workbench.imageProperty().get().ifPresent(open -> {
            Optional<GreyWindow> window = chosen.get();
            if (!OpenImage.hasWindow(open.upright())) {
                return;
            }
            if (window.equals(open.window())) {
                painter.drop();
                picture.set(Optional.of(
                        new Picture(open.upright().width(), open.upright().height(), open.pixels())));
                return;
            }
            Frame frame = OpenImage.shown(open.upright(), window);
            painter.request(
                    () -> new Picture(frame.width(), frame.height(), DisplayPixels.of(frame)),
                    painted -> picture.set(Optional.of(painted)));
        });
    }

    /** Shows through a window, now and for all images of the modality. */
    public void choose(GreyWindow window) {
        chosen.set(Optional.of(window));
        modality()
                .ifPresent(modality -> preferences.change(
                        p -> p.withWindow(modality, new Preferences.Window(window.center(), window.width()))));
    }

    /** Shows as the file says, and forgets what was chosen for the modality. */
    public void reset() {
        chosen.set(Optional.empty());
        modality().ifPresent(modality -> preferences.change(p -> p.withoutWindow(modality)));
    }

    private Optional<String> modality() {
        return workbench.imageProperty().get().flatMap(open -> open.origin()
                .examination()
                .modality());
    }

    /** The window through which the open image is shown; empty where it is not grey. */
    public Optional<GreyWindow> shown() {
        return workbench
                .imageProperty()
                .get()
                .filter(open -> OpenImage.hasWindow(open.upright()))
                .map(open -> chosen.get().orElseGet(() -> own(open.upright())));
    }

    /** The window that a frame has itself, or that stands for its whole range. */
    public static GreyWindow own(Frame frame) {
        return frame.greyScale().window().orElseGet(() -> {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            if (frame.bitsStored() <= 8) {
                low = frame.storedLeast();
                high = frame.storedLimit();
            } else {
                Samples samples = frame.samples();
                for (int i = 0; i < samples.length(); i++) {
                    double value = samples.value(i);
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
            double first = frame.greyScale().measure(low);
            double last = frame.greyScale().measure(high);
            return GreyWindow.between(Math.min(first, last), Math.max(first, last));
        });
    }

    /** The window that the user chose; empty for the file's own. */
    public ReadOnlyObjectProperty<Optional<GreyWindow>> chosenProperty() {
        return chosen;
    }

    /** The open image as it is to be painted. */
    public ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }
}
