package org.medspike.alignment;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.Plane;
import org.medspike.inference.StageMaps;
import org.medspike.network.Interaction;

/** The maps of a stage that are put into numbers. */
public enum AttentionMap {
    /** Stage mask of the spiking network, a probability. */
    SDSA(null),
    /** Stage mask of the ANN twin, a probability. */
    SA(null),
    /** Firing rate where both fired. */
    AA(Interaction.ACTIVATED_ACTIVATED),
    /** Firing rate where only the query fired. */
    AI(Interaction.ACTIVATED_INACTIVATED),
    /** Firing rate where only the key fired. */
    IA(Interaction.INACTIVATED_ACTIVATED),
    /** Firing rate where neither fired. */
    II(Interaction.INACTIVATED_INACTIVATED);

    private final @Nullable Interaction interaction;

    AttentionMap(@Nullable Interaction interaction) {
        this.interaction = interaction;
    }

    /** As the paper writes it: {@code SDSA}, {@code A-I}. */
    public String label() {
        return interaction == null ? name() : interaction.label();
    }

    /** As in files: {@code sdsa}, {@code ai}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The map in a stage; empty where the model has none. */
    Optional<Plane> of(StageMaps maps) {
        return switch (this) {
            case SDSA -> Optional.of(maps.sdsa());
            case SA -> maps.sa();
            default -> Optional.ofNullable(maps.interactions().get(interaction));
        };
    }
}
