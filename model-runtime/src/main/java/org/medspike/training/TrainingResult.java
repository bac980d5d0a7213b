package org.medspike.training;

import java.util.List;
import org.medspike.tensor.Weights;

/**
 * What a training leaves: the best epoch of each phase.
 *
 * @param spiking weights of the spiking network
 * @param twin weights of the ANN twin; empty without one
 * @param leg the leg that the best epoch belongs to: what size and time steps the network is for
 * @param best the spiking network's best epoch
 * @param whole whether it ran as planned; else it was finished early
 * @param history all epochs
 */
public record TrainingResult(
        Weights spiking, Weights twin, Leg leg, EpochReport best, boolean whole, List<EpochReport> history) {}
