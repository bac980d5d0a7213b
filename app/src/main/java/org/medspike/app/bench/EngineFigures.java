package org.medspike.app.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one engine.
 *
 * @param name of the engine
 * @param maskMedianMs median time of a mask, warm, in milliseconds
 * @param maskP95Ms 95th percentile of the same
 * @param attentionMedianMs median time of mask, stage masks and interaction maps together, warm
 * @param loadMs time to make the network ready
 * @param firstMaskMs time of the first mask after that
 * @param peakMemoryMb largest resident memory of the engine's process in MiB; null where the system does not tell
 * @param kernelMs time of each kind of kernel in one mask, all threads together, in milliseconds; empty where the engine does
 *     not tell
 * @param samples number of masks behind median and percentile
 */
public record EngineFigures(
        String name,
        double maskMedianMs,
        double maskP95Ms,
        double attentionMedianMs,
        double loadMs,
        double firstMaskMs,
        @Nullable Long peakMemoryMb,
        Map<String, Double> kernelMs,
        int samples) {}
