package org.medspike.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system says of this process's memory; Linux only, elsewhere -1. */
final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Largest resident memory so far, in MiB. */
    static long peakMb() {
        return mebibytes("VmHWM:");
    }

    /** Resident memory now, in MiB. */
    static long residentMb() {
        return mebibytes("VmRSS:");
    }

    private static long mebibytes(String field) {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
