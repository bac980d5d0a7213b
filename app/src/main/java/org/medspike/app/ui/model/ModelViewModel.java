package org.medspike.app.ui.model;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.medspike.app.job.JobRunner;
import org.medspike.app.workbench.ActiveModel;
import org.medspike.app.workbench.Notice;
import org.medspike.app.workbench.Workbench;
import org.medspike.bundle.ModelCard;

/** The model at work and the choice of another one. Used on the FX thread. */
public final class ModelViewModel {

    /**
     * Something to choose.
     *
     * @param id of a model; empty to leave the choice to the program
     * @param label for the user
     */
    public record Item(Optional<String> id, String label) {

        /** The program chooses by the image. */
        static final Item AUTOMATIC = new Item(Optional.empty(), "Automatic");
    }

    private final Workbench workbench;
    private final ObservableList<Item> items = FXCollections.observableArrayList(Item.AUTOMATIC);
    private final ObjectProperty<Item> chosen = new SimpleObjectProperty<>(Item.AUTOMATIC);

    /** Looks for models, and runs the one that is chosen on the open image at once. */
    public ModelViewModel(Workbench workbench, ActiveModel model, JobRunner jobs) {
        this.workbench = workbench;
        jobs.start(
                "Looking for models",
                task -> model.usable(),
                this::offer,
                failure -> workbench.tell(
                        Notice.problem(
                                "The models could not be listed; the program chooses one by itself. The log has the details.")));
        chosen.addListener((property, before, now) -> {
            model.ask(now.id());
            workbench.segmentAgain();
        });
    }

    private void offer(List<ModelCard> cards) {
        for (ModelCard card : cards) {
            items.add(new Item(Optional.of(card.id()), card.name()));
        }
    }

    /** What can be chosen, the program's choice first. */
    public ObservableList<Item> items() {
        return items;
    }

    /** What is chosen. */
    public ObjectProperty<Item> chosenProperty() {
        return chosen;
    }

    /** The model at work and why, in a few words. */
    public ObservableValue<String> text() {
        return Bindings.createStringBinding(
                () -> workbench
                        .cardProperty()
                        .get()
                        .map(card -> card.name() + because())
                        .orElse("Being loaded"),
                workbench.cardProperty(),
                workbench.modelReasonProperty());
    }

    private String because() {
        String reason = workbench.modelReasonProperty().get();
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
