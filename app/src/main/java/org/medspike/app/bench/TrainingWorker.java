package org.medspike.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medspike.app.LearningEngines;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.SplitRule;
import org.medspike.network.FreshWeights;
import org.medspike.network.NetworkConfig;
import org.medspike.phantom.PhantomFolder;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;
import org.medspike.training.Augmentation;
import org.medspike.training.EpochReport;
import org.medspike.training.LearningEngine;
import org.medspike.training.Leg;
import org.medspike.training.LossOptions;
import org.medspike.training.LossTerms;
import org.medspike.training.OptimiserOptions;
import org.medspike.training.Phase;
import org.medspike.training.Schedule;
import org.medspike.training.Trainer;
import org.medspike.training.TrainingControl;
import org.medspike.training.TrainingFolder;
import org.medspike.training.TrainingListener;
import org.medspike.training.TrainingPlan;
import org.medspike.training.TrainingSet;

/**
 * A training of the default network on phantoms in a process of its own, with everything that belongs to it: decoding,
 * augmentation, alignment with a twin, optimiser. For each step it prints milliseconds and resident memory in MiB, after it
 * has read a byte that asks for it.
 */
public final class TrainingWorker {

    private static final double SHARE = 0.05;

    private TrainingWorker() {}

    /**
     * Arguments: size, time steps, batch, steps, whether to compute activations twice, an empty folder to work in, the
     * engine.
     */
    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[0]);
        int timeSteps = Integer.parseInt(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        int steps = Integer.parseInt(arguments[3]);
        boolean recompute = Boolean.parseBoolean(arguments[4]);
        Path folder = Path.of(arguments[5]);
        LearningEngine engine = LearningEngine.of(arguments[6]);
        PhantomFolder.write(folder.resolve("data"), Math.min(400, Math.max(20, batch * (steps + 1))), size, 1);
        NetworkConfig network = NetworkConfig.DEFAULT.withTimeSteps(timeSteps);
        TrainingPlan plan = new TrainingPlan(
                network,
                List.of(),
                List.of(new Leg(size, timeSteps, batch, 10_000)),
                1,
                OptimiserOptions.DEFAULT,
                Schedule.DEFAULT,
                Augmentation.DEFAULT,
                LossOptions.DEFAULT,
                recompute,
                engine);
        TrainingSet data = TrainingSet.load(
                DataFolder.open(folder.resolve("data")),
                SplitRule.share(1, SHARE),
                plan.input(plan.firstLeg()),
                TaskContext.UNWATCHED);
        Trainer.Start start =
                new Trainer.Start(FreshWeights.of(network, 1), FreshWeights.of(network.twin(), 2), "fresh weights");
        Meter meter = new Meter(System.out, steps);
        try {
            new Trainer(LearningEngines.factory(engine))
                    .train(
                            data,
                            plan,
                            start,
                            new TrainingFolder(folder.resolve("training")),
                            false,
                            meter,
                            TrainingControl.watching(meter));
        } catch (TaskCancelledException e) {
            // That is how it ends: enough steps are measured.
            System.out.flush();
        }
    }

    /** Times the steps between those that an epoch's beginning and end fall into. */
    private static final class Meter implements TrainingListener, TaskContext {

        private final PrintStream out;
        private final int wanted;
        private int done;
        private long last;

        Meter(PrintStream out, int wanted) {
            this.out = out;
            this.wanted = wanted;
        }

        @Override
        public void started(int trainingImages, int validationImages) {}

        @Override
        public void stepDone(Phase phase, int epoch, int step, int steps, LossTerms losses, double secondsLeft) {
            long now = System.nanoTime();
            if (step > 1) {
                out.printf(Locale.ROOT, "%.3f %d%n", (now - last) / 1e6, ProcessMemory.residentMb());
                out.flush();
                done++;
            }
            // The first step of an epoch is not told, so nobody asks for the one after it.
            if (step != 1 || done == 0) {
                waitForTurn();
            }
            last = System.nanoTime();
        }

        private void waitForTurn() {
            try {
                if (System.in.read() < 0) {
                    done = wanted;
                }
            } catch (IOException e) {
                done = wanted;
            }
        }

        @Override
        public void epochDone(EpochReport report) {}

        @Override
        public void progress(double fraction, String doing) {}

        @Override
        public boolean isCancelled() {
            return done >= wanted;
        }
    }
}
