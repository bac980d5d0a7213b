package org.medspike.imaging;

import java.io.IOException;

/**
 * A file could not be read as an image. The message is a sentence for the user that names the cause, without the path,
 * which whoever reports it knows.
 */
public final class ImageReadException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean unsupported;

    private ImageReadException(boolean unsupported, String message, Throwable cause) {
        super(message, cause);
        this.unsupported = unsupported;
    }

    /** The file is damaged, empty or not what it claims to be. */
    public static ImageReadException broken(String message) {
        return new ImageReadException(false, message, null);
    }

    /** The file is damaged, and this is how the decoder noticed. */
    public static ImageReadException broken(String message, Throwable cause) {
        return new ImageReadException(false, message, cause);
    }

    /** The file may be fine, but this program cannot show its kind. */
    public static ImageReadException unsupported(String message) {
        return new ImageReadException(true, message, null);
    }

    /** Whether the file may be fine in a kind that this program does not know. */
    public boolean isUnsupported() {
        return unsupported;
    }
}
