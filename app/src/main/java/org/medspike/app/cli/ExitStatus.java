package org.medspike.app.cli;

/** What a sub-command tells the shell. */
final class ExitStatus {

    /** All done. */
    static final int DONE = 0;

    /** Some or all inputs failed; the rest is done. */
    static final int FAILED = 1;

    /** The command was used wrongly; nothing was done. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
