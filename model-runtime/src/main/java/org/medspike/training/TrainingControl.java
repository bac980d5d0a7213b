package org.medspike.training;

import org.medspike.task.TaskContext;

/** What can be asked of a training while it runs. Thread safe. */
public interface TrainingControl extends TaskContext {

    /** Asks for nothing. */
    TrainingControl NONE = watching(TaskContext.UNWATCHED);

    /**
     * Whether the training shall end after the step that is under way and keep the best epoch so far. To stop without a
     * result, and go on some other time, is {@link #isCancelled}.
     */
    boolean isFinishAsked();

    /** A control that can cancel but not finish. */
    static TrainingControl watching(TaskContext task) {
        return new TrainingControl() {
            @Override
            public boolean isFinishAsked() {
                return false;
            }

            @Override
            public void progress(double fraction, String doing) {
                task.progress(fraction, doing);
            }

            @Override
            public boolean isCancelled() {
                return task.isCancelled();
            }
        };
    }
}
