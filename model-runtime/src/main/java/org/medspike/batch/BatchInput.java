package org.medspike.batch;

import java.nio.file.Path;

/**
 * A file to work on.
 *
 * @param file where it is
 * @param target where its results go below the output folder: sub-folders of a searched folder and the stem, with
 *     {@code /} between them
 */
public record BatchInput(Path file, String target) {}
