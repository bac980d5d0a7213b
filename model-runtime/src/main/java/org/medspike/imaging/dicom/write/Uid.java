package org.medspike.imaging.dicom.write;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/** Unique identifiers (PS3.5, chapter 9). Those made here are UUIDs below the root 2.25 (PS3.5, B.2). */
public final class Uid {

    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final int LONGEST = 64;

    private Uid() {}

    /** One that nobody has used before. */
    public static String random() {
        return of(UUID.randomUUID());
    }

    /** The identifier of a UUID. */
    public static String of(UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return "2.25." + new BigInteger(1, bytes);
    }

    /** Whether a text has the form of an identifier; what comes from files may be anything. */
    public static boolean isOne(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
