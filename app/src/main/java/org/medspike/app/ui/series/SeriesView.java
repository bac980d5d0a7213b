package org.medspike.app.ui.series;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.medspike.app.ui.control.Commands;
import org.medspike.imaging.series.Series;

/** The panel that tells what the open series is; there only where there is one. */
public final class SeriesView extends VBox {

    private final SeriesViewModel model;
    private final ComboBox<Series> choice = new ComboBox<>();
    private boolean refilling;

    /** The panel; adds its commands to a menu. */
    public SeriesView(SeriesViewModel model, Commands commands) {
        super(7);
        this.model = model;
        getStyleClass().add("panel");
        visibleProperty().bind(model.knownProperty());
        managedProperty().bind(visibleProperty());
        Label heading = new Label("Series");
        heading.getStyleClass().add("panel-heading");
        Action all = commands.add(
                "Segment series",
                "Runs the model on all images of the series that have no mask yet",
                "Shortcut+Shift+R",
                Feather.LAYERS,
                model::segmentAll);
        Commands.disableWhile(all, model.stackedProperty().not());
        Action name = commands.addSwitch(
                "Show patient's name",
                "Shows the patient's name in this panel, and nowhere else",
                "Shortcut+Shift+P",
                Feather.USER,
                model.patientShownProperty());
        choice.managedProperty().bind(choice.visibleProperty());
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setId("series");
        Commands.describe(choice, "Series", "The series that were found; turns to another one", "Up and Down");
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(Series series) {
                return series == null ? "" : series.label();
            }

            @Override
            public Series fromString(String text) {
                throw new UnsupportedOperationException("series are chosen, not typed");
            }
        });
        refill();
        model.allProperty().addListener((property, before, now) -> refill());
        model.seriesProperty().addListener((property, before, now) -> refill());
        choice.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && !refilling) {
                model.choose(now);
            }
        });
        Label patient = text(model.patientProperty(), "patient");
        Label findings = text(model.findingsProperty(), "finding");
        findings.setId("findings");
        Label measure = text(model.measureProperty(), "summary");
        measure.setId("series-measure");
        getChildren()
                .addAll(
                        heading(heading, all, name),
                        only(),
                        choice,
                        patient,
                        findings,
                        text(model.noPlanesProperty(), "hint"),
                        measure);
    }

    private static HBox heading(Label heading, Action all, Action name) {
        Button segment = new Button(all.getText(), new FontIcon(Feather.LAYERS));
        segment.setId("segment-series");
        segment.setOnAction(all);
        segment.disableProperty().bind(all.disabledProperty());
        Commands.describe(
                segment, all.getText(), all.getLongText(), all.getAccelerator().getDisplayText());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(6, heading, gap, segment, Commands.iconButton(name));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** Where there is one series there is nothing to choose. */
    private Label only() {
        Label only = new Label();
        only.textProperty()
                .bind(model.seriesProperty().map(open -> open.map(Series::label).orElse("")));
        only.managedProperty().bind(only.visibleProperty());
        only.visibleProperty().bind(choice.visibleProperty().not());
        return only;
    }

    private void refill() {
        refilling = true;
        choice.getItems().setAll(model.allProperty().get());
        choice.getSelectionModel().select(model.seriesProperty().get().orElse(null));
        refilling = false;
        choice.setVisible(choice.getItems().size() > 1);
    }

    /** A text that is there only while it says something. */
    private static Label text(ObservableValue<String> value, String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.textProperty().bind(value);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }
}
