package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.phantom.PhantomFolder;

/** The launcher that the build leaves, as a process of its own. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of(System.getProperty("medspike.launcher"));

    @TempDir
    Path folder;

    @BeforeEach
    void needsALauncher() {
        assumeTrue(Files.isExecutable(LAUNCHER), () -> "no launcher at " + LAUNCHER + "; 'mvn verify' builds it first");
    }

    private record Run(int status, String output) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().put("MEDSPIKE_HOME", folder.resolve("home").toString());
        builder.environment().put("HOME", folder.resolve("user").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    @Test
    void version_andUsage() throws Exception {
        Run version = run("--version");
        assertThat(version.status()).isZero();
        assertThat(version.output()).contains("MedSpike Workstation 0.1.0");
        assertThat(run("segment").status()).isEqualTo(2);
    }

    @Test
    void segment_writesOnlyToTheOutputAndTheDataFolder() throws Exception {
        Path images = PhantomFolder.write(folder.resolve("data"), 1, 128, 3).resolve("images");

        Run run =
                run("segment", images.toString(), "--out", folder.resolve("out").toString());

        assertThat(run.status()).as(run.output()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("data", "home", "out");
        }
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files).hasSize(2);
        }
    }
}
