package org.medspike.training;

/**
 * A stretch of a phase during which the network sees images of one size and runs for one number of time steps; a
 * curriculum is a list of legs, small and cheap ones first.
 *
 * <p>Weights, optimiser and schedule go on from one leg to the next; each leg has its own best
 * epoch, and the model is the last leg's.
 *
 * @param size side in pixels to which images are squashed, or of the tiles that are cut from them
 * @param timeSteps T; the ANN twin has one whatever is said here
 * @param batch images a step
 * @param epochs how many
 */
public record Leg(int size, int timeSteps, int batch, int epochs) {

    private static final int SMALLEST = 32;
    private static final int LARGEST = 2048;

    /** Refuses what cannot run. */
    public Leg {
        require(size >= SMALLEST && size <= LARGEST, "the size must be 32 to 2048 px, not " + size);
        require(timeSteps >= 1 && timeSteps <= 64, "time steps must be 1 to 64, not " + timeSteps);
        require(batch >= 1 && batch <= 1024, "the batch must hold 1 to 1024 images, not " + batch);
        require(epochs >= 1 && epochs <= 100_000, "a leg has 1 to 100000 epochs, not " + epochs);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** For people: {@code 128 px, T = 4, batch 8, 20 epochs}. */
    public String label() {
        return size + " px, T = " + timeSteps + ", batch " + batch + ", " + epochs
                + (epochs == 1 ? " epoch" : " epochs");
    }
}
