package org.medspike.imaging;

/** Asks before something large is allocated whether the Java heap can hold it. */
public final class MemoryBudget {

    private static final long MEBIBYTE = 1L << 20;

    private MemoryBudget() {}

    /**
     * Refuses what would not fit beside what is already in use.
     *
     * @param bytes what the whole operation needs
     * @param what it is for, for instance {@code "20000 x 20000 pixels"}
     * @throws ImageReadException naming what is needed and what is left
     */
    public static void require(long bytes, String what) throws ImageReadException {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (bytes > runtime.maxMemory() * 9 / 10) {
            throw tooLarge(bytes, what, runtime.maxMemory());
        }
        if (bytes > free) {
            // What is in use may be garbage; only a collection tells.
            System.gc();
            free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
            if (bytes > free) {
                throw tooLarge(bytes, what, free);
            }
        }
    }

    private static ImageReadException tooLarge(long bytes, String what, long limit) {
        return ImageReadException.unsupported(what + " would need about " + bytes / MEBIBYTE
                + " MiB of memory; the program has " + limit / MEBIBYTE + " MiB");
    }
}
