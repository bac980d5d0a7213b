package org.medspike.ablation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medspike.network.AttentionKind;
import org.medspike.network.Interaction;
import org.medspike.network.NetworkConfig;
import org.medspike.training.LossOptions;

/**
 * One row of an ablation: what is different from the whole network.
 *
 * @param key short name, for files and options
 * @param label as the paper writes it
 * @param question which of the paper's questions it belongs to
 * @param network the spiking network
 * @param losses its loss terms
 * @param twin whether it has an ANN twin to begin with and to be aligned with
 * @param switchable whether it can be had from the whole network's weights, without training
 */
public record Variant(
        String key,
        String label,
        String question,
        NetworkConfig network,
        LossOptions losses,
        boolean twin,
        boolean switchable) {

    /** Key of the whole network. */
    public static final String WHOLE = "ours";

    private static final List<Integer> TIME_STEPS = List.of(1, 2, 4, 8);

    /**
     * The rows of the paper's tables 2 and 3 and of its question on time steps, and two other spiking attentions in
     * SDSA's place; the whole network first.
     *
     * @param whole the whole network
     * @param losses its loss terms
     */
    public static List<Variant> all(NetworkConfig whole, LossOptions losses) {
        List<Variant> rows = new ArrayList<>();
        rows.add(new Variant(WHOLE, "Ours", "", whole, losses, true, true));
        String modules = "Table 2: modules";
        rows.add(new Variant(
                "wo-sdsa", "w/o SDSA", modules, whole.withAttention(AttentionKind.NONE), losses, true, true));
        rows.add(new Variant("wo-sa", "w/o SA", modules, whole, losses.withAlignment(0, 0), false, false));
        rows.add(new Variant("wo-sc", "w/o SC", modules, whole.withSpikeConvolution(false), losses, true, true));
        for (Interaction interaction : Interaction.values()) {
            rows.add(new Variant(
                    "wo-" + interaction.key(),
                    "w/o " + interaction.label(),
                    "Table 3: interactions",
                    whole.withInteractions(without(whole.interactions(), interaction)),
                    losses,
                    true,
                    true));
        }
        String alignment = "Table 3: alignment";
        rows.add(new Variant("wo-kl", "w/o KL", alignment, whole, losses.withAlignment(0, losses.l2()), true, false));
        rows.add(new Variant("wo-l2", "w/o L2", alignment, whole, losses.withAlignment(losses.kl(), 0), true, false));
        for (int steps : TIME_STEPS) {
            if (steps != whole.timeSteps()) {
                rows.add(new Variant(
                        "t" + steps, "T = " + steps, "Q6: time steps", whole.withTimeSteps(steps), losses, true, true));
            }
        }
        String attention = "Other spiking attentions";
        rows.add(new Variant(
                "ssa", "SSA for SDSA", attention, whole.withAttention(AttentionKind.SSA), losses, true, false));
        rows.add(new Variant(
                "qk", "Q-K attention for SDSA", attention, whole.withAttention(AttentionKind.QK), losses, true, false));
        return List.copyOf(rows);
    }

    private static Set<Interaction> without(Set<Interaction> all, Interaction one) {
        Set<Interaction> rest = EnumSet.copyOf(all);
        rest.remove(one);
        return rest;
    }
}
