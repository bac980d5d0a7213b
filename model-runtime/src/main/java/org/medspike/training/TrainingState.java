package org.medspike.training;

import java.util.List;
import java.util.Optional;
import org.medspike.tensor.Weights;

/**
 * Everything a training needs to continue as if it had never stopped. Random numbers are not in it, they follow from
 * seed, phase and epoch; nor is the schedule's state, it follows from the history.
 *
 * @param phase the phase that is under way
 * @param leg the leg of this phase, from one
 * @param epochsDone finished epochs of this leg
 * @param optimiserSteps finished steps of this phase
 * @param current weights after the last step
 * @param average moving average of the learned weights; empty where none is kept
 * @param optimiser state of the optimiser
 * @param best weights of the leg's best epoch so far; empty before its first
 * @param earlier weights of the best epoch of the legs before this one; empty in the first
 * @param twin weights of the ANN twin once its phase is over, or that were given; empty without a twin
 * @param history all finished epochs of both phases
 */
record TrainingState(
        Phase phase,
        int leg,
        int epochsDone,
        long optimiserSteps,
        Weights current,
        Weights average,
        Weights optimiser,
        Weights best,
        Weights earlier,
        Weights twin,
        List<EpochReport> history) {

    /** The beginning of a phase. */
    static TrainingState beginning(Phase phase, Weights weights, Weights twin, List<EpochReport> history) {
        return new TrainingState(
                phase, 1, 0, 0, weights, Weights.EMPTY, Weights.EMPTY, Weights.EMPTY, Weights.EMPTY, twin, history);
    }

    /** The beginning of the next leg of the phase; a best epoch is sought anew, the best so far is kept beside. */
    TrainingState nextLeg() {
        return new TrainingState(
                phase,
                leg + 1,
                0,
                optimiserSteps,
                current,
                average,
                optimiser,
                Weights.EMPTY,
                ownIsBest() ? best : earlier,
                twin,
                history);
    }

    /** The phase's best epoch of the legs before this one; empty in the first. */
    Optional<EpochReport> bestBefore() {
        return history.stream()
                .filter(report -> report.phase() == phase && report.leg() < leg)
                .reduce((a, b) -> b.validation().meanIou() > a.validation().meanIou() ? b : a);
    }

    /** The best epoch of this leg; empty before its first. */
    Optional<EpochReport> bestOfLeg() {
        return legHistory().stream().filter(EpochReport::best).reduce((a, b) -> b);
    }

    /** Whether this leg has scored at least as high as any before. */
    boolean ownIsBest() {
        return bestOfLeg()
                .map(own -> bestBefore()
                        .map(before -> own.validation().meanIou()
                                >= before.validation().meanIou())
                        .orElse(true))
                .orElse(false);
    }

    /** Finished epochs of the leg that is under way. */
    List<EpochReport> legHistory() {
        return history.stream()
                .filter(report -> report.phase() == phase && report.leg() == leg)
                .toList();
    }
}
