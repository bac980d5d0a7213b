package org.medspike.training;

import java.util.List;

/** Estimates the time that is left: a step costs as much as its pixels and time steps, at the speed so far. */
final class RemainingTime {

    private final TrainingPlan plan;
    private final int images;
    private double units;
    private double seconds;

    /**
     * Nothing is measured yet.
     *
     * @param images number of images that are learned from
     */
    RemainingTime(TrainingPlan plan, int images) {
        this.plan = plan;
        this.images = images;
    }

    /** A step has taken some time. */
    void stepDone(Phase phase, Leg leg, double taken) {
        units += units(phase, leg);
        seconds += taken;
    }

    /**
     * Seconds until the whole training is over, early stopping not foreseen.
     *
     * @param legNumber the leg that is under way, from one
     * @param epochsAfter epochs of this leg after the one under way
     * @param stepsAfter steps of this epoch that are left
     */
    double left(Phase phase, int legNumber, int epochsAfter, int stepsAfter) {
        List<Leg> legs = plan.legs(phase);
        Leg leg = legs.get(legNumber - 1);
        double left = units(phase, leg) * ((double) epochsAfter * stepsPerEpoch(leg) + stepsAfter)
                + all(phase, legs.subList(legNumber, legs.size()));
        if (phase == Phase.TWIN) {
            left += all(Phase.SPIKING, plan.legs());
        }
        return units == 0 ? 0 : left * seconds / units;
    }

    private double all(Phase phase, List<Leg> legs) {
        return legs.stream()
                .mapToDouble(leg -> units(phase, leg) * leg.epochs() * stepsPerEpoch(leg))
                .sum();
    }

    private int stepsPerEpoch(Leg leg) {
        return plan.stepsPerEpoch(leg, images);
    }

    private static double units(Phase phase, Leg leg) {
        return (double) leg.size() * leg.size() * leg.batch() * (phase == Phase.TWIN ? 1 : leg.timeSteps());
    }
}
