package org.medspike.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The table of codecs: the same files decoded by the program, by pydicom (with GDCM where it needs a codec; both warm, no start of a
 * process), and by dcmtk's command lines (start of the process, reading and writing of the file included); see
 * {@code assets/docs/performance.md} for the command. Programs that are not installed leave a gap.
 */
@Tag("benchmark")
class DecodingBenchmark {

    /** Files, and the program of dcmtk that decodes each. */
    private static final Map<String, String> PROGRAMS = Map.ofEntries(
            Map.entry("ct_explicit_le.dcm", "dcmconv"),
            Map.entry("ct_deflated.dcm", "dcmconv"),
            Map.entry("ct_rle.dcm", "dcmdrle"),
            Map.entry("ct_jpeg_baseline_8bit.dcm", "dcmdjpeg"),
            Map.entry("ct_jpeg_extended_12bit.dcm", "dcmdjpeg"),
            Map.entry("ct_jpeg_lossless_sv1.dcm", "dcmdjpeg"),
            Map.entry("ct_jpegls_lossless.dcm", "dcmdjpls"),
            Map.entry("ct_jpegls_near.dcm", "dcmdjpls"),
            Map.entry("ct_j2k_lossless.dcm", ""),
            Map.entry("ct_j2k_lossy.dcm", ""),
            Map.entry("us_ybr_rct_j2k.dcm", ""),
            Map.entry("op_sample.dcm", "dcmdjpeg"),
            Map.entry("us_ybr422_jpeg_30f.dcm", ""));

    private static final String PYTHON =
            """
            import sys, time, warnings
            warnings.filterwarnings('ignore')
            import pydicom
            for path in sys.argv[1:]:
                try:
                    best = []
                    for i in range(9):
                        data = pydicom.dcmread(path)
                        begin = time.perf_counter()
                        data.pixel_array
                        best.append(time.perf_counter() - begin)
                    frames = int(data.get('NumberOfFrames', 1) or 1)
                    print(path, 1000 * sorted(best)[4] / frames)
                except Exception:
                    print(path, -1)
            """;

    @TempDir
    Path scratch;

    @Test
    void table() throws RunnerException, IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("medspike.shared", "absent"), "corpus", "dicom");
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no corpus at " + folder);
        Map<String, Double> pydicom = pydicom(folder);
        Options options = new OptionsBuilder()
                .include(DecodingTimes.class.getSimpleName())
                .param("folder", folder.toAbsolutePath().toString())
                .param("file", PROGRAMS.keySet().stream().sorted().toArray(String[]::new))
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .build();
        StringBuilder table = new StringBuilder(
                "| file | ours, ms a frame | pydicom, ms a frame | dcmtk, ms a file with its process |\n|---|---|---|---|\n");
        for (RunResult result : new Runner(options).run()) {
            String file = result.getParams().getParam("file");
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %s | %s |%n",
                    file,
                    result.getPrimaryResult().getScore(),
                    text(pydicom.getOrDefault(file, -1.0)),
                    text(dcmtk(PROGRAMS.get(file), folder.resolve(file)))));
        }
        System.out.println(table);
    }

    private static String text(double milliseconds) {
        return milliseconds < 0 ? "-" : String.format(Locale.ROOT, "%.1f", milliseconds);
    }

    private Map<String, Double> pydicom(Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(scratch.resolve("times.py"), PYTHON);
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        PROGRAMS.keySet().forEach(file -> command.add(folder.resolve(file).toString()));
        Map<String, Double> times = new HashMap<>();
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            return times;
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        out.lines()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> times.put(Path.of(parts[0]).getFileName().toString(), Double.parseDouble(parts[1])));
        return times;
    }

    /** The median of five runs. */
    private double dcmtk(String program, Path file) throws IOException, InterruptedException {
        if (program.isEmpty() || !Files.isExecutable(Path.of("/usr/bin", program))) {
            return -1;
        }
        long[] times = new long[5];
        for (int i = 0; i < times.length; i++) {
            long begin = System.nanoTime();
            int status = new ProcessBuilder(
                            "/usr/bin/" + program,
                            file.toString(),
                            scratch.resolve("decoded.dcm").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            times[i] = System.nanoTime() - begin;
            if (status != 0) {
                return -1;
            }
        }
        Arrays.sort(times);
        return times[times.length / 2] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
