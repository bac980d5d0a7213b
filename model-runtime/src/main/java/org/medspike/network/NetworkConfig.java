package org.medspike.network;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medspike.tensor.Surrogate;

/**
 * Which variant of MedSpikeFormer: everything that changes its topology or its equations, nothing about how it is
 * computed or trained.
 *
 * @param channels channels of the encoder stages, first at full resolution, each next at half; multiples of
 *     {@code heads}
 * @param timeSteps T
 * @param heads attention heads
 * @param neuron what fires
 * @param threshold V_th of equation (2)
 * @param decay β of equation (3)
 * @param surrogate the smooth stand-in for Θ in the backward pass
 * @param attention which attention
 * @param interactions which of the four interactions take part (SDSA only)
 * @param spikeConvolution whether patch embedding and fusion have their spike convolutions
 */
public record NetworkConfig(
        List<Integer> channels,
        int timeSteps,
        int heads,
        NeuronKind neuron,
        float threshold,
        float decay,
        Surrogate surrogate,
        AttentionKind attention,
        Set<Interaction> interactions,
        boolean spikeConvolution) {

    /** Channels of the input image: red, green, blue; grey images are repeated. */
    public static final int INPUT_CHANNELS = 3;

    /** The paper's network. */
    public static final NetworkConfig DEFAULT = new NetworkConfig(
            List.of(32, 64, 128, 256),
            4,
            4,
            NeuronKind.LIF,
            1f,
            0.5f,
            Surrogate.DEFAULT,
            AttentionKind.SDSA,
            EnumSet.allOf(Interaction.class),
            true);

    private static final int MOST_CHANNELS = 4096;
    private static final int MOST_TIME_STEPS = 64;

    /** Copies the collections and refuses what no network can be built from. */
    public NetworkConfig {
        channels = List.copyOf(channels);
        interactions = ordered(interactions);
        require(channels.size() == 4, "four encoder stages are needed, not " + channels.size());
        require(heads >= 1 && heads <= MOST_CHANNELS, "heads must be at least 1, not " + heads);
        for (int c : channels) {
            require(c >= 1 && c <= MOST_CHANNELS && c % heads == 0, "channels must be multiples of the heads: " + c);
        }
        require(timeSteps >= 1 && timeSteps <= MOST_TIME_STEPS, "time steps must be 1 to 64, not " + timeSteps);
        require(threshold > 0 && Float.isFinite(threshold), "the firing threshold must be positive: " + threshold);
        require(decay >= 0 && decay <= 1, "the decay must lie in 0..1: " + decay);
        require(
                surrogate.slope() > 0 && Float.isFinite(surrogate.slope()),
                "the surrogate's slope must be positive: " + surrogate.slope());
    }

    /** In the order of the enumeration, so that equal variants read equal. */
    private static Set<Interaction> ordered(Set<Interaction> interactions) {
        EnumSet<Interaction> ordered = EnumSet.noneOf(Interaction.class);
        ordered.addAll(interactions);
        return Collections.unmodifiableSet(ordered);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The ANN twin: the same topology with GELU in place of LIF and ordinary self-attention in place of SDSA; the
     * teacher of the alignment loss.
     */
    public NetworkConfig twin() {
        return withNeuron(NeuronKind.GELU).withAttention(AttentionKind.SA).withTimeSteps(1);
    }

    /** This with another number of time steps. */
    public NetworkConfig withTimeSteps(int steps) {
        return new NetworkConfig(
                channels, steps, heads, neuron, threshold, decay, surrogate, attention, interactions, spikeConvolution);
    }

    /** This with another neuron. */
    public NetworkConfig withNeuron(NeuronKind kind) {
        return new NetworkConfig(
                channels,
                timeSteps,
                heads,
                kind,
                threshold,
                decay,
                surrogate,
                attention,
                interactions,
                spikeConvolution);
    }

    /** This with another attention. */
    public NetworkConfig withAttention(AttentionKind kind) {
        return new NetworkConfig(
                channels, timeSteps, heads, neuron, threshold, decay, surrogate, kind, interactions, spikeConvolution);
    }

    /** This with only these interactions. */
    public NetworkConfig withInteractions(Set<Interaction> enabled) {
        return new NetworkConfig(
                channels, timeSteps, heads, neuron, threshold, decay, surrogate, attention, enabled, spikeConvolution);
    }

    /** This with other channel counts. */
    public NetworkConfig withChannels(List<Integer> counts) {
        return new NetworkConfig(
                counts,
                timeSteps,
                heads,
                neuron,
                threshold,
                decay,
                surrogate,
                attention,
                interactions,
                spikeConvolution);
    }

    /** This with or without spike convolutions. */
    public NetworkConfig withSpikeConvolution(boolean enabled) {
        return new NetworkConfig(
                channels, timeSteps, heads, neuron, threshold, decay, surrogate, attention, interactions, enabled);
    }

    /** Number of encoder stages. */
    public int stages() {
        return channels.size();
    }

    /** Input height and width must be multiples of this, so that every stage has whole pixels. */
    public int sizeMultiple() {
        return 1 << (stages() - 1);
    }
}
