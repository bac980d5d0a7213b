package org.medspike.app.ui.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.medspike.app.job.LatestOnly;
import org.medspike.app.workbench.SeriesDesk;
import org.medspike.app.workbench.SeriesMeasure;
import org.medspike.app.workbench.SeriesSegmentation;
import org.medspike.app.workbench.Workbench;
import org.medspike.imaging.PatientName;
import org.medspike.imaging.series.AnatomicalPlane;
import org.medspike.imaging.series.Series;

/** The open series: what it is, where in it one is, in which plane, and what its masks measure together. */
public final class SeriesViewModel {

    private static final int PAGE = 10;

    private final Workbench workbench;
    private final SeriesDesk desk;
    private final SeriesSegmentation segmentation;
    private final LatestOnly measurer;
    private final DoubleProperty threshold;
    private final ReadOnlyBooleanWrapper stacked = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper();
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper findings = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper patient = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper measure = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper noPlanes = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<PlaneChoice>> planes = new ReadOnlyObjectWrapper<>(List.of());
    private final BooleanProperty patientShown = new SimpleBooleanProperty();

    /**
     * The series on the desk.
     *
     * @param measurer follows results and threshold
     * @param threshold that cuts the masks
     */
    public SeriesViewModel(
            Workbench workbench,
            SeriesDesk desk,
            SeriesSegmentation segmentation,
            LatestOnly measurer,
            DoubleProperty threshold) {
        this.workbench = workbench;
        this.desk = desk;
        this.segmentation = segmentation;
        this.measurer = measurer;
        this.threshold = threshold;
        desk.stackProperty().addListener((property, before, now) -> update());
        desk.seriesProperty().addListener((property, before, now) -> update());
        desk.allProperty().addListener((property, before, now) -> update());
        desk.indexProperty().addListener((property, before, now) -> updatePosition());
        patientShown.addListener((property, before, now) -> update());
        workbench.results().changesProperty().addListener((property, before, now) -> measure());
        threshold.addListener((property, before, now) -> measure());
        desk.seriesProperty().addListener((property, before, now) -> measure());
        update();
    }

    private void update() {
        Optional<Series> series = desk.seriesProperty().get();
        int count = desk.stackProperty().get().map(stack -> stack.count()).orElse(0);
        last.set(Math.max(0, count - 1));
        stacked.set(count > 1);
        known.set(count > 1 || desk.allProperty().get().size() > 1);
        findings.set(series.map(open -> String.join("\n", open.findings())).orElse(""));
        patient.set(series.map(open -> patient(open.examination().patient())).orElse(""));
        planes.set(series.map(this::choices).orElse(List.of()));
        noPlanes.set(
                count > 1 && desk.planeProperty().get().isEmpty()
                        ? desk.noPlanes()
                                .map(why -> "No other planes: " + why + ".")
                                .orElse("")
                        : "");
        updatePosition();
    }

    private String patient(PatientName name) {
        if (!name.isPresent()) {
            return "Patient: no name in the file";
        }
        return "Patient: " + (patientShown.get() ? name.reveal() : "hidden");
    }

    private List<PlaneChoice> choices(Series series) {
        List<PlaneChoice> choices = new ArrayList<>();
        String own = series.plane().map(plane -> " (" + plane.label() + ")").orElse("");
        choices.add(new PlaneChoice("As taken" + own, Optional.empty()));
        if (desk.noPlanes().isEmpty()) {
            for (AnatomicalPlane plane : AnatomicalPlane.values()) {
                if (!series.plane().equals(Optional.of(plane))) {
                    String label = plane.label();
                    choices.add(new PlaneChoice(
                            label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1), Optional.of(plane)));
                }
            }
        }
        return choices;
    }

    private void updatePosition() {
        position.set(stacked.get() ? (desk.indexProperty().get() + 1) + " / " + (last.get() + 1) : "");
    }

    private void measure() {
        Optional<Series> series = desk.seriesProperty().get();
        if (series.isEmpty() || series.get().slices().size() < 2) {
            measurer.drop();
            measure.set("");
            return;
        }
        double at = threshold.get();
        DoubleFunction<SeriesMeasure> measuring = workbench.results().measuring(series.get());
        measurer.request(() -> measuring.apply(at), taken -> measure.set(taken.segmented() == 0 ? "" : taken.text()));
    }

    /** Goes on by some images. */
    public void step(int by) {
        desk.step(by);
    }

    /** Goes on by many. */
    public void page(int direction) {
        desk.step(direction * PAGE);
    }

    /** Goes to the first image. */
    public void first() {
        desk.step(-desk.indexProperty().get());
    }

    /** Goes to the last image. */
    public void last() {
        desk.step(last.get());
    }

    /** Turns to another series. */
    public void choose(Series series) {
        desk.choose(series);
    }

    /** Turns to another plane. */
    public void choose(PlaneChoice choice) {
        desk.choosePlane(choice.plane());
    }

    /** The choice that is shown. */
    public Optional<PlaneChoice> chosenPlane() {
        return planes.get().stream()
                .filter(choice -> choice.plane().equals(desk.planeProperty().get()))
                .findFirst();
    }

    /** Turns to a plane by its number, 0 for the images as they were taken. */
    public void choosePlane(int number) {
        if (number < planes.get().size()) {
            choose(planes.get().get(number));
        }
    }

    /** Runs the model on all images that have no mask yet. */
    public void segmentAll() {
        segmentation.start();
    }

    /** All series that were found. */
    public ReadOnlyObjectProperty<List<Series>> allProperty() {
        return desk.allProperty();
    }

    /** The open one. */
    public ReadOnlyObjectProperty<Optional<Series>> seriesProperty() {
        return desk.seriesProperty();
    }

    /** Planes to choose from, the images as they were taken first. */
    public ReadOnlyObjectProperty<List<PlaneChoice>> planesProperty() {
        return planes.getReadOnlyProperty();
    }

    /** The plane that is shown; empty for the images as they were taken. */
    public ReadOnlyObjectProperty<Optional<AnatomicalPlane>> planeProperty() {
        return desk.planeProperty();
    }

    /** Why there are no other planes; empty where there are. */
    public ReadOnlyStringProperty noPlanesProperty() {
        return noPlanes.getReadOnlyProperty();
    }

    /** Whether there is more than one image to go through. */
    public ReadOnlyBooleanProperty stackedProperty() {
        return stacked.getReadOnlyProperty();
    }

    /** Whether there is anything to say of a series. */
    public ReadOnlyBooleanProperty knownProperty() {
        return known.getReadOnlyProperty();
    }

    /** Which image is wanted, from zero. */
    public IntegerProperty indexProperty() {
        return desk.indexProperty();
    }

    /** The last one's index. */
    public ReadOnlyIntegerProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    /** Where one is, for instance {@code 14 / 28}. */
    public ReadOnlyStringProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /** What is unusual about the series, a sentence a line. */
    public ReadOnlyStringProperty findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /** The patient's name, or that it is hidden. */
    public ReadOnlyStringProperty patientProperty() {
        return patient.getReadOnlyProperty();
    }

    /** Whether the patient's name is shown; at first it is not. */
    public BooleanProperty patientShownProperty() {
        return patientShown;
    }

    /** What the masks of the series measure together. */
    public ReadOnlyStringProperty measureProperty() {
        return measure.getReadOnlyProperty();
    }
}
