package org.medspike.app.cli;

import java.io.IOException;
import org.medspike.app.AppFolders;
import org.medspike.app.Faults;
import org.medspike.app.Version;
import org.medspike.bundle.BundleException;
import org.medspike.dataset.DataFolderException;
import org.medspike.imaging.ImageReadException;
import org.medspike.storage.WriteFailure;
import org.medspike.task.TaskCancelledException;
import org.medspike.tensor.MalformedWeightsException;
import org.medspike.training.TrainingFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program's command line. */
@Command(
        name = "medspike",
        mixinStandardHelpOptions = true,
        versionProvider = MedSpikeCommand.VersionText.class,
        description = "Segments medical images with a spiking transformer and shows why. Research use only.",
        footer = {
            "",
            "Without arguments the window opens.",
            "Exit status: 0 all done, 1 some inputs failed, 2 wrong usage."
        })
public final class MedSpikeCommand {

    private MedSpikeCommand() {}

    /**
     * Runs a sub-command.
     *
     * @return the exit status
     */
    public static int run(AppFolders folders, String[] arguments) {
        CommandLine line = new CommandLine(new MedSpikeCommand());
        line.addSubcommand(new SegmentCommand(folders));
        line.addSubcommand(new AttentionCommand(folders));
        line.addSubcommand(new TrainCommand(folders));
        line.addSubcommand(new EvaluateCommand(folders));
        line.addSubcommand(new CalibrateCommand(folders));
        line.addSubcommand(new AblateCommand(folders));
        line.addSubcommand(new EnergyCommand(folders));
        line.addSubcommand(new AlignmentCommand(folders));
        line.addSubcommand(ModelsCommand.line(folders));
        line.addSubcommand(new InfoCommand());
        line.addSubcommand(new BenchCommand(folders));
        line.setExecutionExceptionHandler((failure, command, parsed) -> report(failure));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(arguments);
    }

    /** The edge at which failures are told to the user in a sentence; what is not a sentence yet is logged as well. */
    private static int report(Exception failure) {
        if (failure instanceof TaskCancelledException) {
            System.err.println("Stopped.");
        } else if (isSentence(failure)) {
            System.err.println(failure.getMessage());
        } else if (failure instanceof IOException) {
            System.err.println("A file could not be read or written: " + WriteFailure.reason(failure)
                    + ". The log in the data folder has the details.");
            Faults.log("a sub-command could not read or write", failure);
        } else {
            System.err.println("MedSpike could not finish because of a fault of its own ("
                    + failure.getClass().getSimpleName() + "). The log in the data folder has the details.");
            Faults.log("a sub-command failed", failure);
        }
        return ExitStatus.FAILED;
    }

    /** Whether a failure's message was written for the user. */
    private static boolean isSentence(Exception failure) {
        return failure instanceof CommandFailure
                || failure instanceof BundleException
                || failure instanceof DataFolderException
                || failure instanceof ImageReadException
                || failure instanceof MalformedWeightsException
                || failure instanceof TrainingFailedException
                || failure instanceof IllegalArgumentException && failure.getMessage() != null;
    }

    /** Name and version of the program. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.program(), "Java " + System.getProperty("java.version")};
        }
    }
}
