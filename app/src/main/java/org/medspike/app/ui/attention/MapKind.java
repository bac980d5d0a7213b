package org.medspike.app.ui.attention;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medspike.network.Interaction;

/** The maps of a stage, in the order in which they are shown. */
public enum MapKind {
    /** Stage mask of the spiking network. */
    SDSA("SDSA", Scale.PROBABILITY, null, "Spiking attention: where the stage sees the object"),
    /** Stage mask of the ANN twin. */
    SA("SA", Scale.PROBABILITY, null, "Ordinary self-attention of the ANN twin: where it sees the object"),
    /** SDSA minus SA. */
    DIFFERENCE("SDSA - SA", Scale.DIFFERENCE, null, "Where spiking and ordinary attention differ"),
    /** Both fired. */
    AA("A-A", Scale.INTERACTION, Interaction.ACTIVATED_ACTIVATED, "Query fired, key fired"),
    /** Only the query fired. */
    AI("A-I", Scale.INTERACTION, Interaction.ACTIVATED_INACTIVATED, "Query fired, key did not"),
    /** Only the key fired. */
    IA("I-A", Scale.INTERACTION, Interaction.INACTIVATED_ACTIVATED, "Key fired, query did not"),
    /** Neither fired. */
    II("I-I", Scale.INTERACTION, Interaction.INACTIVATED_INACTIVATED, "Neither fired");

    /** Maps of one scale share a colour bar. */
    public enum Scale {
        /** Probabilities. */
        PROBABILITY,
        /** Signed differences of probabilities. */
        DIFFERENCE,
        /** Firing rates, or shares of meeting channels when probing. */
        INTERACTION
    }

    private final String label;
    private final Scale scale;
    private final @Nullable Interaction interaction;
    private final String explanation;

    MapKind(String label, Scale scale, @Nullable Interaction interaction, String explanation) {
        this.label = label;
        this.scale = scale;
        this.interaction = interaction;
        this.explanation = explanation;
    }

    /** As the paper writes it. */
    public String label() {
        return label;
    }

    /** As in file names: {@code sdsa}, {@code sa}, {@code diff}, {@code aa} and so on. */
    public String fileKey() {
        return this == DIFFERENCE ? "diff" : name().toLowerCase(Locale.ROOT);
    }

    /** The colour bar that it shares. */
    public Scale scale() {
        return scale;
    }

    /** The interaction that it shows, if it shows one. */
    public Optional<Interaction> interaction() {
        return Optional.ofNullable(interaction);
    }

    /** For the tooltip. */
    public String explanation() {
        return explanation;
    }
}
