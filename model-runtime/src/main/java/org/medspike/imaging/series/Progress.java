package org.medspike.imaging.series;

/** Follows long work from the thread that does it. */
@FunctionalInterface
public interface Progress {

    /** For work that nobody watches or stops. */
    Progress UNWATCHED = (done, all) -> true;

    /**
     * Told before each step.
     *
     * @param done steps so far
     * @param all steps in all
     * @return whether to go on
     */
    boolean next(int done, int all);
}
