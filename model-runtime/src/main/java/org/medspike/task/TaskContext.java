package org.medspike.task;

/**
 * What a long piece of work is given by its starter.
 *
 * <p>Called from the working thread; implementations return fast.
 */
public interface TaskContext {

    /** For work that nobody watches or stops. */
    TaskContext UNWATCHED = new TaskContext() {
        @Override
        public void progress(double fraction, String doing) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Tells how far the work is.
     *
     * @param fraction 0 to 1, or negative while unknown
     * @param doing what is being done, for the user
     */
    void progress(double fraction, String doing);

    /** Whether somebody asked the work to stop. */
    boolean isCancelled();

    /** The same starter, who can stop the work but is not told how far it is: for a part of a larger piece of work. */
    default TaskContext quietly() {
        TaskContext whole = this;
        return new TaskContext() {
            @Override
            public void progress(double fraction, String doing) {}

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }

    /**
     * Leaves the work if somebody asked it to stop.
     *
     * @throws TaskCancelledException if so
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new TaskCancelledException();
        }
    }
}
