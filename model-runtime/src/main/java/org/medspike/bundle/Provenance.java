package org.medspike.bundle;

import java.util.List;
import java.util.Map;

/**
 * Where a model comes from.
 *
 * @param program name and version of the program that trained it
 * @param data what it was trained on, with its licence
 * @param trainingImages number of images that were learned from
 * @param validationImages number of images that were held out
 * @param settings of the last training
 * @param steps how it came about, one line a training, oldest first
 */
public record Provenance(
        String program,
        String data,
        int trainingImages,
        int validationImages,
        Map<String, String> settings,
        List<String> steps) {}
