package org.medspike.export.dicomseg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.medspike.imaging.dicom.write.Uid;

/**
 * Stand-ins for identifiers: the same for the same one as long as this object lives, and leading back to none afterwards,
 * because the secret that they hang on is drawn at random and kept nowhere.
 *
 * <p>Thread safe.
 */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int PATIENT_BYTES = 5;

    private final SecretKeySpec secret;

    /** A new secret. */
    public Pseudonyms() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** A UID for a UID. */
    String uid(String original) {
        ByteBuffer digest = ByteBuffer.wrap(digest("uid", original));
        // The bits that mark a UUID of the kind that is free to be made in any way (RFC 9562, version 8).
        long high = digest.getLong() & ~0xf000L | 0x8000L;
        long low = digest.getLong() >>> 2 | Long.MIN_VALUE;
        return Uid.of(new UUID(high, low));
    }

    /** A name for what tells a patient from another. */
    String patient(String original) {
        return "ANON-" + HexFormat.of().withUpperCase().formatHex(digest("patient", original), 0, PATIENT_BYTES);
    }

    private byte[] digest(String kind, String original) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal((kind + "\n" + original).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
