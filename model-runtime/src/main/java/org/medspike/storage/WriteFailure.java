package org.medspike.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Says in words why a file could not be written. */
public final class WriteFailure {

    private WriteFailure() {}

    /** The reason as a part of a sentence, without the path; what a library wrapped is looked for inside. */
    public static String reason(Exception failure) {
        return failure.getCause() instanceof IOException cause ? reason(cause) : ofRoot(failure);
    }

    private static String ofRoot(Exception failure) {
        if (failure instanceof AccessDeniedException || failure instanceof ReadOnlyFileSystemException) {
            return "this user may not write there";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file where a folder is needed";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        String message = message(failure);
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("disk full")) {
            return "the disk is full";
        }
        if (lower.contains("read-only file system")) {
            return "this user may not write there";
        }
        return failure instanceof IOException && !message.isEmpty()
                ? message
                : "a fault of the program itself (" + failure.getClass().getSimpleName() + ")";
    }

    private static String message(Exception failure) {
        String message = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return message == null ? "" : message;
    }
}
