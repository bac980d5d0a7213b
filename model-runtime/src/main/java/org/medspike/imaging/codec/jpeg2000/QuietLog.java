package org.medspike.imaging.codec.jpeg2000;

import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;

/** Keeps JJ2000 from printing its remarks where the program prints its answers. */
final class QuietLog implements MsgLogger {

    private QuietLog() {}

    /** For the calling thread. */
    static void install() {
        FacilityManager.registerMsgLogger(Thread.currentThread(), new QuietLog());
    }

    /** For the calling thread no longer. */
    static void remove() {
        FacilityManager.unregisterMsgLogger(Thread.currentThread());
    }

    @Override
    public void println(String text, int flind, int ind) {
        printmsg(INFO, text);
    }

    @Override
    public void printmsg(int severity, String text) {
        System.getLogger(QuietLog.class.getName()).log(System.Logger.Level.TRACE, text);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }
}
