package org.medspike.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.PatientName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medspike info}: what image files hold, as stored. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description =
                "Tells format, size, samples and stored values of image files; this version knows PNG, JPEG, TIFF, BMP, GIF, WebP, NIfTI and DICOM.")
final class InfoCommand implements Callable<Integer> {

    private final ImageFiles files = new ImageFiles();
    private final JsonMapper mapper = new JsonMapper();

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Image files, or folders to search.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> inputs;

    @Option(names = "--json", description = "Print one JSON object a file.")
    private boolean json;

    @Option(
            names = "--patient-name",
            description = "Print the patient's name of DICOM files too; it is left out otherwise.")
    private boolean patientName;

    @Override
    public Integer call() throws IOException {
        boolean allRead = true;
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                List<Path> found = ImageFiles.search(input);
                if (found.isEmpty()) {
                    System.err.println(input + ": the folder " + ImageFiles.NONE_FOUND);
                    allRead = false;
                }
                for (Path file : found) {
                    allRead &= report(file);
                }
            } else {
                allRead &= report(input);
            }
        }
        return allRead ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private boolean report(Path file) throws JsonProcessingException {
        ObjectNode node;
        boolean read = true;
        try (ImageSource source = files.open(file)) {
            node = InfoFields.of(file, source);
            if (patientName) {
                PatientName name = source.examination().patient();
                node.put("patientName", name.isPresent() ? name.revealAll() : null);
            }
        } catch (ImageReadException e) {
            read = false;
            node = InfoFields.refused(file, e);
            System.err.println(file + ": " + e.getMessage());
        }
        if (json) {
            System.out.println(mapper.writeValueAsString(node));
        } else if (read) {
            System.out.println(InfoText.of(node));
        }
        return read;
    }
}
