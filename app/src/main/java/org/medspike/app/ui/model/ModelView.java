package org.medspike.app.ui.model;

import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.medspike.app.ui.model.ModelViewModel.Item;

/** The choice of a model, and the one at work beside it. */
public final class ModelView extends HBox {

    private static final double LABEL_WIDTH = 230;
    private static final double CHOICE_WIDTH = 130;

    /** Shows a choice. */
    public ModelView(ModelViewModel model) {
        super(6);
        setAlignment(Pos.CENTER_RIGHT);
        Label title = new Label("Model");
        ChoiceBox<Item> choice = new ChoiceBox<>(model.items());
        choice.setId("model-choice");
        // The theme's arrow would lie on the text.
        choice.setMinWidth(CHOICE_WIDTH);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(Item item) {
                return item == null ? "" : item.label();
            }

            @Override
            public Item fromString(String label) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        });
        choice.valueProperty().bindBidirectional(model.chosenProperty());
        choice.setTooltip(new Tooltip("Which model segments: chosen by the image, or one of these"));
        title.setLabelFor(choice);
        Label atWork = new Label();
        atWork.setId("model-at-work");
        atWork.setMaxWidth(LABEL_WIDTH);
        atWork.setTextOverrun(OverrunStyle.ELLIPSIS);
        atWork.textProperty().bind(model.text());
        Tooltip why = new Tooltip();
        why.textProperty().bind(model.text());
        atWork.setTooltip(why);
        getChildren().addAll(title, choice, atWork);
    }
}
