package org.medspike.app.cli;

import org.jspecify.annotations.Nullable;
import org.medspike.app.EngineChoice;
import org.medspike.inference.InferenceEngine;
import picocli.CommandLine.Option;

/** The option {@code --engine}, which several commands share. */
final class EngineOption {

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "What runs the network: java or onnx [java; onnx where this machine has no wide vectors].")
    private @Nullable EngineChoice asked;

    /** The engine that was asked for, or the program's choice. */
    InferenceEngine create() {
        return (asked == null ? EngineChoice.preferred() : asked).create();
    }
}
