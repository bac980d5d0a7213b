package org.medspike.imaging;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a file says of the examination that its image is a part of; formats that say nothing of it are
 * {@link #UNKNOWN}.
 *
 * @param seriesUid which images were taken together; empty where the file does not say
 * @param seriesNumber of the series within its study, for the user
 * @param instanceNumber of the image within its series: an order where there are no positions
 * @param modality such as {@code CT} or {@code US}
 * @param description of the series, for the user; it may be anybody's free text, so it goes into no log or message
 * @param unit of the measures ({@link GreyScale}), such as {@code HU}; empty where the file names none
 * @param frameSeconds how long a frame of a clip is shown; empty where the file does not say
 * @param patient who was examined
 */
public record Examination(
        Optional<String> seriesUid,
        OptionalInt seriesNumber,
        OptionalInt instanceNumber,
        Optional<String> modality,
        Optional<String> description,
        Optional<String> unit,
        OptionalDouble frameSeconds,
        PatientName patient) {

    /** Nothing is known. */
    public static final Examination UNKNOWN = new Examination(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            new PatientName(""));

    /** Tells neither patient nor free text. */
    @Override
    public String toString() {
        return "Examination[" + modality.orElse("unknown") + "]";
    }
}
