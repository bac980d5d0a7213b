package org.medspike.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class WriteFailureTest {

    @Test
    void fullDisk_isNamed_asLinuxAndWindowsReportIt() {
        assertThat(WriteFailure.reason(new IOException("No space left on device")))
                .isEqualTo("the disk is full");
        assertThat(WriteFailure.reason(new IOException("There is not enough space on the disk")))
                .isEqualTo("the disk is full");
        assertThat(WriteFailure.reason(new FileSystemException("/data/x.png", null, "No space left on device")))
                .isEqualTo("the disk is full");
    }

    /** Java's own PNG writer hides the reason in a cause. */
    @Test
    void wrappedReason_isFound() {
        IOException disk = new IOException("No space left on device");

        assertThat(WriteFailure.reason(new javax.imageio.IIOException("I/O error writing PNG file!", disk)))
                .isEqualTo("the disk is full");
    }

    /** A path may tell who a patient is, so no reason repeats it. */
    @Test
    void reason_neverRepeatsThePath() {
        assertThat(WriteFailure.reason(new AccessDeniedException("/data/doe/x.png")))
                .isEqualTo("this user may not write there");
        assertThat(WriteFailure.reason(new NoSuchFileException("/data/doe/x.png")))
                .isEqualTo("there is no such folder");
        assertThat(WriteFailure.reason(new FileSystemException("/data/doe/x.png", null, "File name too long")))
                .isEqualTo("File name too long");
    }

    @Test
    void anythingElse_isAFaultOfTheProgram() {
        assertThat(WriteFailure.reason(new IllegalStateException("inner detail")))
                .isEqualTo("a fault of the program itself (IllegalStateException)");
    }
}
