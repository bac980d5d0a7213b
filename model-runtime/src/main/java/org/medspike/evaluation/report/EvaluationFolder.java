package org.medspike.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medspike.evaluation.run.Evaluation;
import org.medspike.evaluation.run.WorstImages;
import org.medspike.imaging.ImageFiles;
import org.medspike.storage.AtomicFile;

/**
 * Writes an evaluation into a folder: {@code per_image.csv}, {@code summary.csv}, {@code comparison.csv} where two
 * models are compared, the pictures {@code errors/<stem>.png}, and {@code report.html} last, so that a page never shows
 * what is not there.
 *
 * <p>Files of the same names are replaced; others stay, among them pictures of an earlier evaluation.
 */
public final class EvaluationFolder {

    /** The page. */
    public static final String REPORT = "report.html";

    private static final String PER_IMAGE = "per_image.csv";
    private static final String SUMMARY = "summary.csv";
    private static final String COMPARISON = "comparison.csv";

    private EvaluationFolder() {}

    /**
     * Makes sure that the folder is there and can be written to, before the work; leaves no file.
     *
     * @throws IOException if not
     */
    public static void require(Path out) throws IOException {
        Files.createDirectories(out);
        Files.delete(Files.createTempFile(out, ".", ".part"));
    }

    /**
     * Writes all files.
     *
     * @param out made if missing
     * @param worst images to be shown; decoded again for their pictures
     * @throws IOException if a file could not be written; the earlier ones are there then, the page is not new
     */
    public static void write(Path out, Evaluation evaluation, ReportSource source, WorstImages worst, ImageFiles files)
            throws IOException {
        AtomicFile.writeText(out.resolve(PER_IMAGE), ReportCsv.perImage(evaluation));
        AtomicFile.writeText(out.resolve(SUMMARY), ReportCsv.summary(evaluation));
        if (evaluation.compared().isPresent()) {
            AtomicFile.writeText(out.resolve(COMPARISON), ReportCsv.comparison(evaluation));
        }
        Gallery gallery = Gallery.write(out, worst, files);
        AtomicFile.writeText(out.resolve(REPORT), HtmlReport.of(evaluation, source, gallery));
    }

    /** What is in the folder, in sentences. */
    static List<String> contents(Evaluation evaluation) {
        List<String> contents = new ArrayList<>(List.of(
                PER_IMAGE + ": every metric of every image, and the pixels counted.",
                SUMMARY + ": the averages on this page with more digits."));
        if (evaluation.compared().isPresent()) {
            contents.add(COMPARISON + ": the tests on this page with more digits.");
        }
        contents.add("errors/: the pictures on this page.");
        return contents;
    }
}
