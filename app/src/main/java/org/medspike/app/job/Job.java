package org.medspike.app.job;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * One piece of long work, as the window sees it.
 *
 * <p>Its properties are read and observed on the FX thread. {@link #cancel} may be called from anywhere; the work stops
 * at its next check, and neither of its callbacks is called.
 */
public final class Job {

    private final String name;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");

    Job(String name) {
        this.name = name;
    }

    /** What is done, for the user. */
    public String name() {
        return name;
    }

    /** Asks the work to stop. */
    public void cancel() {
        cancelled.set(true);
    }

    /** Whether somebody asked it to stop. */
    public boolean isCancelled() {
        return cancelled.get();
    }

    /** 0 to 1, or negative while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** The step that is under way, for the user. */
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    void show(double fraction, String step) {
        progress.set(fraction);
        doing.set(step);
    }
}
