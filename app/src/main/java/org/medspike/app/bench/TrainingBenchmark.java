package org.medspike.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medspike.training.LearningEngine;

/**
 * Times the training of the default network on phantoms, each engine in a process of its own. They take their steps in turns,
 * so that a machine that is slow for a while is slow for all.
 *
 * @param steps counted steps an engine
 * @param recompute whether activations are computed twice instead of kept
 */
public record TrainingBenchmark(int steps, boolean recompute) {

    private static final int WARM_UPS = 16;

    /**
     * What is trained.
     *
     * @param size side of the input in pixels
     * @param timeSteps T
     * @param batch images a step
     */
    public record Setting(int size, int timeSteps, int batch) {}

    /**
     * What was measured of one engine.
     *
     * @param engine what computed the gradients
     * @param size side of the input in pixels
     * @param timeSteps T
     * @param batch images a step
     * @param secondsPerImage median over the steps, divided by the batch; not a number where it did not run
     * @param timesAsFastAsLast median over the turns of the last engine's time divided by this one's
     * @param firstResidentMb resident memory after the warm-up, in MiB
     * @param lastResidentMb resident memory after the last step
     * @param peakResidentMb largest resident memory after any step
     * @param steps counted steps
     */
    public record Figures(
            String engine,
            int size,
            int timeSteps,
            int batch,
            double secondsPerImage,
            double timesAsFastAsLast,
            long firstResidentMb,
            long lastResidentMb,
            long peakResidentMb,
            int steps) {}

    /**
     * Measures one setting; takes minutes, and the memory of all engines together.
     *
     * @return the figures of each engine
     * @throws IOException if a process cannot be started
     */
    public List<Figures> run(Setting setting, List<LearningEngine> engines) throws IOException {
        List<TrainingProcess> processes = new ArrayList<>();
        List<List<TrainingProcess.Step>> taken = new ArrayList<>();
        try {
            for (LearningEngine engine : engines) {
                processes.add(new TrainingProcess(engine, setting, steps + WARM_UPS, recompute));
                taken.add(new ArrayList<>());
            }
            for (int turn = 0; turn < steps + WARM_UPS; turn++) {
                for (int i = 0; i < engines.size(); i++) {
                    Optional<TrainingProcess.Step> step = processes.get(i).step();
                    if (step.isPresent()) {
                        taken.get(i).add(step.get());
                    }
                }
            }
        } finally {
            for (TrainingProcess process : processes) {
                process.close();
            }
        }
        List<TrainingProcess.Step> last = taken.get(taken.size() - 1);
        return IntStream.range(0, engines.size())
                .mapToObj(i -> figures(engines.get(i), setting, taken.get(i), last))
                .toList();
    }

    private Figures figures(
            LearningEngine engine, Setting s, List<TrainingProcess.Step> taken, List<TrainingProcess.Step> last) {
        if (taken.size() < steps + WARM_UPS) {
            return new Figures(
                    engine.label(), s.size(), s.timeSteps(), s.batch(), Double.NaN, Double.NaN, -1, -1, -1, 0);
        }
        List<TrainingProcess.Step> counted = taken.subList(WARM_UPS, taken.size());
        double[] times =
                counted.stream().mapToDouble(TrainingProcess.Step::milliseconds).toArray();
        double ratio = Double.NaN;
        if (last.size() == taken.size()) {
            double[] ratios = IntStream.range(0, times.length)
                    .mapToDouble(i -> last.get(WARM_UPS + i).milliseconds() / times[i])
                    .toArray();
            ratio = Benchmark.percentile(ratios, 0.5);
        }
        return new Figures(
                engine.label(),
                s.size(),
                s.timeSteps(),
                s.batch(),
                Benchmark.percentile(times, 0.5) / 1000 / s.batch(),
                ratio,
                (long) counted.get(0).residentMb(),
                (long) counted.get(counted.size() - 1).residentMb(),
                (long) counted.stream()
                        .mapToDouble(TrainingProcess.Step::residentMb)
                        .max()
                        .orElse(-1),
                counted.size());
    }
}
