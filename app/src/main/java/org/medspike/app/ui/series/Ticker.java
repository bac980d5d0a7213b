package org.medspike.app.ui.series;

/** Calls something again and again, on the FX thread; tests tick by hand. */
public interface Ticker {

    /** Begins anew. */
    void start(double seconds, Runnable tick);

    /** Ends. */
    void stop();
}
