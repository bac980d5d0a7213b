package org.medspike.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's name and version, as the build wrote them. */
public final class Version {

    /** The program's name. */
    public static final String NAME = "MedSpike Workstation";

    private Version() {}

    /** For instance {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** For instance {@code MedSpike Workstation 0.1.0}. */
    public static String program() {
        return NAME + " " + number();
    }
}
