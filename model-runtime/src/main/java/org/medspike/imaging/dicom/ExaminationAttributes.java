package org.medspike.imaging.dicom;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.medspike.imaging.Examination;
import org.medspike.imaging.PatientName;

/** Reads what a data set says of its examination. */
final class ExaminationAttributes {

    /** Longer than any clip shows a frame. */
    private static final double LONGEST_FRAME_SECONDS = 60;

    private ExaminationAttributes() {}

    static Examination of(DataSet data) {
        return new Examination(
                text(data, Tag.SERIES_INSTANCE_UID),
                number(data, Tag.SERIES_NUMBER),
                number(data, Tag.INSTANCE_NUMBER),
                text(data, Tag.MODALITY).filter(modality -> modality.matches("[A-Z]{2,16}")),
                text(data, Tag.SERIES_DESCRIPTION),
                unit(data),
                frameSeconds(data),
                new PatientName(data.text(Tag.PATIENT_NAME)));
    }

    private static Optional<String> text(DataSet data, int tag) {
        return Optional.of(data.text(tag)).filter(text -> !text.isBlank());
    }

    private static OptionalInt number(DataSet data, int tag) {
        OptionalDouble number = data.decimal(tag, 0);
        return number.isPresent() && Math.abs(number.getAsDouble()) <= Integer.MAX_VALUE
                ? OptionalInt.of((int) number.getAsDouble())
                : OptionalInt.empty();
    }

    /** Hounsfield units for CT with a rescale (PS3.3, C.8.2.1); what Units say for PET; else what Rescale Type says. */
    private static Optional<String> unit(DataSet data) {
        String modality = data.text(Tag.MODALITY);
        if (modality.equals("PT")) {
            return text(data, Tag.UNITS).map(units -> units.equals("BQML") ? "Bq/ml" : units.toLowerCase(Locale.ROOT));
        }
        Optional<DataSet> rescale = data.has(Tag.RESCALE_INTERCEPT)
                ? Optional.of(data)
                : new FrameAttributes(data, 0)
                        .items(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE).stream()
                                .filter(item -> item.has(Tag.RESCALE_INTERCEPT))
                                .findFirst();
        if (rescale.isEmpty()) {
            return Optional.empty();
        }
        String type = rescale.get().text(Tag.RESCALE_TYPE);
        // US stands for unspecified.
        return type.isEmpty()
                ? Optional.of("HU").filter(unit -> modality.equals("CT"))
                : Optional.of(type).filter(unit -> !unit.equals("US") && unit.matches("[A-Za-z0-9/^]{1,16}"));
    }

    /** By Frame Time (milliseconds), else by one of the rates (frames a second). */
    private static OptionalDouble frameSeconds(DataSet data) {
        double seconds = data.decimal(Tag.FRAME_TIME, 0).orElse(0) / 1000;
        for (int rate : new int[] {Tag.RECOMMENDED_DISPLAY_FRAME_RATE, Tag.CINE_RATE}) {
            if (seconds <= 0) {
                seconds = 1 / data.decimal(rate, 0).orElse(Double.POSITIVE_INFINITY);
            }
        }
        return seconds > 0 && seconds <= LONGEST_FRAME_SECONDS ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }
}
