package org.medspike.training;

import org.medspike.bundle.ModelCard;
import org.medspike.bundle.Provenance;

/**
 * What people say of a model, for its card.
 *
 * @param name for people
 * @param modality kind of image
 * @param target what the mask shows
 * @param description one or two sentences
 * @param intendedUse what it may be used for
 * @param limitations where it is known or expected to fail
 * @param licence of the weights
 * @param data what it is trained on, with its licence
 */
public record CardTexts(
        String name,
        String modality,
        String target,
        String description,
        String intendedUse,
        String limitations,
        String licence,
        String data) {

    /** A model's card with these texts in place of its own. */
    public ModelCard on(ModelCard card) {
        Provenance origin = card.provenance();
        return new ModelCard(
                card.formatVersion(),
                card.id(),
                name,
                modality,
                target,
                description,
                intendedUse,
                limitations,
                licence,
                card.created(),
                card.network(),
                card.twin(),
                card.preprocessing(),
                card.threshold(),
                card.parameters(),
                card.macs(),
                card.metrics(),
                new Provenance(
                        origin.program(),
                        data,
                        origin.trainingImages(),
                        origin.validationImages(),
                        origin.settings(),
                        origin.steps()),
                card.weights());
    }

    private static final String RESEARCH = "Research only. Not a medical device, not for diagnosis.";

    /** For a user's own model of which nothing else is known. */
    public static CardTexts plain(String id, String data) {
        return new CardTexts(
                id,
                "unspecified",
                "object",
                "Trained on the folder '" + data + "'.",
                RESEARCH,
                "Not evaluated beyond its own validation images.",
                "unspecified",
                data);
    }

    /** For a model that goes on from another one. */
    public static CardTexts continuing(ModelCard base, String id, String data) {
        return new CardTexts(
                id,
                base.modality(),
                base.target(),
                "Trained on the folder '" + data + "', beginning with the model '" + base.id() + "'.",
                RESEARCH,
                base.limitations(),
                base.licence(),
                base.provenance().data() + "; then " + data);
    }
}
