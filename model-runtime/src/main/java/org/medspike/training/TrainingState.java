package org.medspike.training;

import java.util.List;
import org.medspike.tensor.Weights;

/**
 * Everything a training needs to continue as if it had never stopped. Random numbers are not in it: they follow from
 * seed, phase and epoch.
 *
 * @param phase the phase that is under way
 * @param epochsDone finished epochs of this phase
 * @param optimiserSteps finished steps of this phase
 * @param current weights after the last step
 * @param optimiser state of the optimiser
 * @param best weights of the phase's best epoch so far; empty before the first
 * @param twin weights of the ANN twin once its phase is over, or that were given; empty without a twin
 * @param history all finished epochs of both phases
 */
record TrainingState(
        Phase phase,
        int epochsDone,
        long optimiserSteps,
        Weights current,
        Weights optimiser,
        Weights best,
        Weights twin,
        List<EpochReport> history) {}
