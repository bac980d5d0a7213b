package org.medspike.journeys;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.medspike.app.AppFolders;
import org.medspike.app.cli.MedSpikeCommand;

/** The command line, run in this process with its output caught. */
public final class Program {

    private final AppFolders folders;

    /** A program with a home of its own. */
    public Program(Path home) {
        folders = new AppFolders(Path.of(System.getProperty("medspike.assets")), home);
    }

    /** What a run left on the terminal. */
    public record Run(int status, String out, String err) {}

    /** Runs a sub-command. */
    public Run run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
        ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
            int status = MedSpikeCommand.run(folders, texts);
            return new Run(
                    status, caughtOut.toString(StandardCharsets.UTF_8), caughtErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
