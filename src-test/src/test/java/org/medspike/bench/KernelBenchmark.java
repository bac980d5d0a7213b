package org.medspike.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medspike.engine.kernel.Kernels;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The table of kernels, beside the machine's matrix product in the same run; see {@code assets/docs/performance.md} for the
 * command.
 */
@Tag("benchmark")
class KernelBenchmark {

    @Test
    void table() throws RunnerException {
        print(run(".*(dense|winograd|depthWise|fire).*", "0.1"));
        print(run(".*spikes.*", "0.05", "0.1", "0.2", "0.4"));
        print(run(".*matrixProduct.*", "0.1"));
    }

    private static Collection<RunResult> run(String which, String... rates) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(KernelTimes.class.getSimpleName() + which)
                .param("rate", rates)
                .param(
                        "channels",
                        which.contains("matrix") ? new String[] {"32"} : new String[] {"32", "64", "128", "256"})
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(500))
                .shouldDoGC(true)
                .build();
        return new Runner(options).run();
    }

    private static void print(Collection<RunResult> results) {
        System.out.println("| kernel (" + Kernels.best().name()
                + ", one thread) | channels | rate | ns a row | GFLOP/s, dense equivalent |");
        System.out.println("|---|---|---|---|---|");
        for (RunResult result : List.copyOf(results)) {
            String kernel = result.getPrimaryResult().getLabel();
            int channels = Integer.parseInt(result.getParams().getParam("channels"));
            double ns = result.getPrimaryResult().getScore();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %.0f | %.1f |%n",
                    kernel,
                    channels,
                    result.getParams().getParam("rate"),
                    ns,
                    operations(kernel, channels) / ns);
        }
    }

    /** Two for each multiply-accumulate that a dense kernel would do. */
    private static double operations(String kernel, int channels) {
        double pixels = KernelTimes.width(channels);
        return switch (kernel) {
            case "matrixProduct" -> 2.0 * KernelTimes.MATRIX * KernelTimes.MATRIX * KernelTimes.MATRIX;
            case "dense3x3" -> 2.0 * 9 * pixels * channels * channels;
            case "winograd3x3" -> 2 * 2.0 * 9 * pixels * channels * channels;
            case "depthWise", "depthWiseOuter" -> 2.0 * 9 * pixels * channels;
            case "fire" -> 4.0 * pixels * channels;
            default -> 2.0 * pixels * channels * channels;
        };
    }
}
