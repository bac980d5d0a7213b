package org.medspike.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.GreyWindow;
import picocli.CommandLine.Option;

/** The option {@code --window}: through which grey window a model sees images that measure something. */
final class WindowOption {

    private enum Named {
        FILE(List.of()),
        LUNG(List.of(GreyWindow.LUNG.center(), GreyWindow.LUNG.width()));

        private final List<Double> bounds;

        Named(List<Double> bounds) {
            this.bounds = bounds;
        }
    }

    @Option(
            names = "--window",
            paramLabel = "NAME",
            description = "Grey window through which the model sees CT in Hounsfield units: lung (centre -600,"
                    + " width 1500), or file for the one that each file names [file, or the base's].")
    private @Nullable Named named;

    /** Centre and width, empty for the file's own; those of something else where none was asked for. */
    List<Double> orElse(List<Double> other) {
        return named == null ? other : named.bounds;
    }
}
