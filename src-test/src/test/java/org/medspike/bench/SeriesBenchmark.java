package org.medspike.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.app.EngineChoice;
import org.medspike.app.job.JobRunner;
import org.medspike.app.job.NewestNext;
import org.medspike.app.session.PreferenceStore;
import org.medspike.app.workbench.ActiveModel;
import org.medspike.app.workbench.SeriesDesk;
import org.medspike.app.workbench.WindowLevel;
import org.medspike.app.workbench.Workbench;
import org.medspike.bundle.ModelLibrary;
import org.medspike.imaging.GreyWindow;

/**
 * Opening and scrolling the corpus' CT series of 28 slices of 512 x 512 pixels, through what lies behind the window, in turns
 * with pydicom where there is a Python that has it. Run by {@code mvn -q verify -Dmedspike.excluded= -Dtest=SeriesBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}; {@code -Dmedspike.python} names another Python. It prints times and asserts none.
 *
 * <p>A slice's time runs from the request to its pixels, decoded and mapped through a chosen window, being handed to the FX
 * thread. No model is at work.
 */
@Tag("benchmark")
class SeriesBenchmark {

    private static final int ROUNDS = 15;
    private static final int SLICES = 28;
    private static final GreyWindow BRAIN = new GreyWindow(40, 80, GreyWindow.Shape.LINEAR_EXACT);

    private static final String PYDICOM = String.join(
            "\n",
            "import os, sys, time",
            "import numpy, pydicom",
            "names = [os.path.join(sys.argv[1], n) for n in sorted(os.listdir(sys.argv[1]))]",
            "begun = time.perf_counter()",
            "pydicom.dcmread(names[0]).pixel_array",
            "first = time.perf_counter()",
            "sets = sorted((pydicom.dcmread(n) for n in names), key=lambda s: float(s.ImagePositionPatient[2]))",
            "[s.pixel_array * float(s.RescaleSlope) + float(s.RescaleIntercept) for s in sets]",
            "print((first - begun) * 1e3, (time.perf_counter() - begun) * 1e3)");

    @TempDir
    Path home;

    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();

    @Test
    void openingAndScrolling_besidePydicom() throws Exception {
        Path series = Path.of(System.getProperty("medspike.shared", "absent"), "corpus", "ct_series");
        Assumptions.assumeTrue(Files.isDirectory(series), "skipped: the test corpus is not there");
        List<List<Double>> ours = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<List<Double>> pydicom = List.of(new ArrayList<>(), new ArrayList<>());
        StringBuilder table = new StringBuilder();
        for (int round = 0; round <= ROUNDS; round++) {
            List<Double> cold = new ArrayList<>();
            List<Double> kept = new ArrayList<>();
            double[] opened = open(series, cold, kept);
            List<Double> python = python(series);
            if (round == 0) {
                table.append(String.format(
                        Locale.ROOT,
                        "first round, everything cold: first slice %.1f ms, all slices %.1f ms%n",
                        opened[0],
                        opened[1]));
                continue;
            }
            ours.get(0).add(opened[0]);
            ours.get(1).add(opened[1]);
            ours.get(2).addAll(cold);
            ours.get(3).addAll(kept);
            for (int i = 0; i < python.size(); i++) {
                pydicom.get(i).add(python.get(i));
            }
        }
        table.append("| | n | median | 95th percentile |\n|---|---|---|---|\n");
        table.append(row("ours: to the first slice, shown", ours.get(0)));
        table.append(row("ours: to all slices known, sorted and decoded", ours.get(1)));
        table.append(row("ours: a slice while scrolling, for the first time", ours.get(2)));
        table.append(row("ours: a slice while scrolling back, kept", ours.get(3)));
        table.append(row("pydicom: to the pixels of the first file", pydicom.get(0)));
        table.append(row("pydicom: all files read, sorted and rescaled", pydicom.get(1)));
        System.out.println(table);
        Files.writeString(Path.of("target", "series.md"), table);
    }

    /** Times to the first slice and to all, in milliseconds; and those of single slices, decoded and kept. */
    private double[] open(Path folder, List<Double> cold, List<Double> kept) {
        try (PreferenceStore preferences = new PreferenceStore(home.resolve("preferences.json"));
                JobRunner jobs = new JobRunner(fx::add);
                ActiveModel model = new ActiveModel(
                        new ModelLibrary(home.resolve("none"), home.resolve("models")), EngineChoice.JAVA.create());
                NewestNext painter = new NewestNext(fx::add, "painter")) {
            Workbench workbench = new Workbench(jobs, model);
            WindowLevel windows = new WindowLevel(workbench, painter, preferences);
            try (SeriesDesk desk = new SeriesDesk(workbench, windows, jobs, preferences, fx::add)) {
                long begun = System.nanoTime();
                desk.open(List.of(folder), () -> {}, () -> {});
                until(() -> workbench.imageProperty().get().isPresent());
                double first = since(begun);
                until(() -> jobs.running().isEmpty());
                double known = since(begun);
                assertThat(desk.stackProperty().get().orElseThrow().count()).isEqualTo(SLICES);
                windows.choose(BRAIN);
                scroll(desk, workbench, cold);
                double all = known + cold.stream().mapToDouble(time -> time).sum();
                scroll(desk, workbench, kept);
                return new double[] {first, all};
            }
        }
    }

    /** To the other end, slice by slice, each asked for when the one before is there. */
    private void scroll(SeriesDesk desk, Workbench workbench, List<Double> times) {
        int by = desk.indexProperty().get() == 0 ? 1 : -1;
        for (int i = 1; i < SLICES; i++) {
            var before = workbench.imageProperty().get();
            long asked = System.nanoTime();
            desk.step(by);
            until(() -> !workbench.imageProperty().get().equals(before));
            times.add(since(asked));
        }
    }

    private void until(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                fx.take().run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    /** What Python measures itself, without its start; nothing where it has no pydicom. */
    private static List<Double> python(Path folder) throws IOException, InterruptedException {
        Process python = new ProcessBuilder(
                        System.getProperty("medspike.python", "python3"), "-c", PYDICOM, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (python.waitFor() != 0 || said.isEmpty()) {
            return List.of();
        }
        return List.of(said.split(" ")).stream().map(Double::valueOf).toList();
    }

    private static String row(String name, List<Double> times) {
        if (times.isEmpty()) {
            return "| " + name + " | 0 | | |\n";
        }
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f ms | %.1f ms |%n",
                name,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1));
    }
}
