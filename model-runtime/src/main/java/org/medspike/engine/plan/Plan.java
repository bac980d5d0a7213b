package org.medspike.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Recognition;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.stage.Fire;
import org.medspike.engine.stage.Source;
import org.medspike.engine.stage.Stage;
import org.medspike.engine.stage.Workspace;
import org.medspike.engine.work.Workers;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/**
 * A network made ready: passes over memory that is allocated once.
 *
 * <p>A run allocates nothing, and gives the same values whatever the number of threads. Used by one thread at a time; the
 * workers belong to whoever made them.
 */
public final class Plan {

    private static final double UNKNOWN_RATE = 0.15;

    private final Kernels kernels;
    private final Workers workers;
    private final Map<String, Stage> outputs;
    private final Map<String, Shape> shapes;
    private final Layout layout;
    private final Source source;
    private final Workspace[] workspaces;
    private final Workers.Job[] jobs;
    private long @Nullable [][][] nanoseconds;

    private Plan(
            Kernels kernels, Workers workers, Map<String, Stage> outputs, Map<String, Shape> shapes, Layout layout) {
        this.kernels = kernels;
        this.workers = workers;
        this.outputs = outputs;
        this.shapes = shapes;
        this.layout = layout;
        source = (Source) layout.stages().stream()
                .filter(Source.class::isInstance)
                .findFirst()
                .orElseThrow();
        float[] maps = new float[layout.maps()];
        int[] mapBits = new int[layout.mapBits()];
        workspaces = new Workspace[workers.count()];
        for (int i = 0; i < workspaces.length; i++) {
            workspaces[i] = new Workspace(kernels, maps, mapBits, layout.sizes());
        }
        jobs = new Workers.Job[layout.passes().size()];
        for (int i = 0; i < jobs.length; i++) {
            int index = i;
            jobs[i] = (part, worker) -> runPart(index, part, worker);
        }
    }

    /**
     * Compiles a graph.
     *
     * @param ops what it was written with
     * @param wanted the outputs by name, feature maps of one image
     * @param parameters values of the graph's parameters
     * @param workers who will run it; still the caller's
     * @throws UnsupportedOperationException if the engine has no kernel for a part of it
     */
    public static Plan compile(
            GraphOps ops, Map<String, Value> wanted, Weights parameters, Kernels kernels, Workers workers) {
        List<Value> values = Recognition.apply(ops, List.copyOf(wanted.values()));
        Lowering lowering = new Lowering(values, parameters, kernels);
        Map<String, Stage> outputs = new LinkedHashMap<>();
        Map<String, Shape> shapes = new LinkedHashMap<>();
        int i = 0;
        for (Map.Entry<String, Value> output : wanted.entrySet()) {
            outputs.put(output.getKey(), lowering.stage(values.get(i++)));
            shapes.put(output.getKey(), output.getValue().shape());
        }
        Plan plan = new Plan(kernels, workers, outputs, shapes, new Layout(List.copyOf(outputs.values())));
        plan.tune();
        return plan;
    }

    /** Runs a picture of soft blobs, and lets each stage choose its way by what fired; always the same choice. */
    private void tune() {
        Stage.Extent e = source.extent();
        float[] picture = new float[e.channels() * e.height() * e.width()];
        for (int i = 0; i < picture.length; i++) {
            int x = i % e.width();
            int y = i / e.width() % e.height();
            int c = i / (e.width() * e.height());
            picture[i] = (float)
                    (0.5 + 0.25 * Math.sin(x * 0.07 + c) * Math.cos(y * 0.05) + 0.1 * Math.sin((x + 2 * y) * 0.9));
        }
        setCounting(true);
        run(picture);
        setCounting(false);
        layout.stages()
                .forEach(stage -> stage.tune(source -> source instanceof Fire fire ? fire.firingRate() : UNKNOWN_RATE));
    }

    private void setCounting(boolean wanted) {
        for (Workspace workspace : workspaces) {
            workspace.countSpikes(wanted);
        }
    }

    /** Names and shapes of what it gives. */
    public Map<String, Shape> outputs() {
        return shapes;
    }

    /**
     * Runs the network on an image.
     *
     * @param image {@code [channels, height, width]}
     */
    public void run(float[] image) {
        source.load(workspaces[0], image);
        List<Pass> passes = layout.passes();
        for (int i = 0; i < jobs.length; i++) {
            Pass pass = passes.get(i);
            pass.begin(workspaces[0]);
            workers.run(pass.parts(workers), jobs[i]);
            pass.finish();
        }
    }

    private void runPart(int index, int part, int worker) {
        Pass pass = layout.passes().get(index);
        pass.run(
                part, pass.parts(workers), workspaces[worker], nanoseconds == null ? null : nanoseconds[index][worker]);
    }

    /**
     * Copies an output of the last run.
     *
     * @param into as long as its shape says
     */
    public void read(String output, float[] into) {
        outputs.get(output).read(workspaces[0], into);
    }

    /** Runs once more and tells how much time each kind of kernel took, all workers together, in milliseconds. */
    public Map<String, Double> profile(float[] image) {
        nanoseconds = new long[jobs.length][workspaces.length][];
        for (int i = 0; i < jobs.length; i++) {
            for (int w = 0; w < workspaces.length; w++) {
                nanoseconds[i][w] = new long[layout.passes().get(i).stages().size()];
            }
        }
        run(image);
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < jobs.length; i++) {
            List<Stage> stages = layout.passes().get(i).stages();
            for (long[] times : nanoseconds[i]) {
                for (int s = 0; s < times.length; s++) {
                    shares.merge(stages.get(s).kernel(), times[s] / 1e6, Double::sum);
                }
            }
        }
        return shares;
    }

    /** Bytes of all buffers together, weights not counted. */
    public long bufferBytes() {
        Workspace.Sizes own = layout.sizes();
        long each = (long) own.rings() + own.ringBits() + 2L * own.row() + own.channels() + own.attention();
        return Float.BYTES * (layout.maps() + (long) layout.mapBits() + workspaces.length * each);
    }

    /** The plan in words: a line a pass, below it a line a stage. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d passes, %d stages, %s kernels, %.1f MiB of buffers",
                jobs.length,
                layout.stages().size(),
                kernels.name(),
                bufferBytes() / 1048576.0));
        for (int i = 0; i < jobs.length; i++) {
            Pass pass = layout.passes().get(i);
            Stage.Extent image = pass.stages().get(0).extent();
            lines.add("pass " + (i + 1) + ", " + image.width() + " x " + image.height());
            for (int s = 0; s < pass.stages().size(); s++) {
                lines.add("  " + describe(pass, s, i));
            }
        }
        return String.join("\n", lines);
    }

    private String describe(Pass pass, int index, int passIndex) {
        Stage stage = pass.stages().get(index);
        String time = "";
        if (nanoseconds != null) {
            double total = 0;
            for (long[] times : nanoseconds[passIndex]) {
                total += times[index] / 1e6;
            }
            time = String.format(Locale.ROOT, ", %.2f ms", total);
        }
        return stage.part() + ": " + stage.describe() + ", " + stage.extent().channels() + " channels, "
                + stage.extent().steps() + (stage.extent().steps() == 1 ? " step" : " steps")
                + (stage.spikes() ? ", spikes" : "") + ", " + stage.placement() + time;
    }
}
