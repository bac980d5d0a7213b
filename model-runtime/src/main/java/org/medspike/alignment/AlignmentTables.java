package org.medspike.alignment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medspike.alignment.AlignmentReport.Agreement;
import org.medspike.export.CsvText;
import org.medspike.inference.MapAgreement;
import org.medspike.storage.AtomicFile;
import org.medspike.study.Spread;

/**
 * A report as two tables: {@value #IMAGES}, one row an image, stage and map, and {@value #SUMMARY}, one row a stage, map and
 * quantity with mean, standard deviation and n. What is not defined is left empty.
 */
public final class AlignmentTables {

    /** Name of the table of single images. */
    public static final String IMAGES = "alignment_images.csv";

    /** Name of the table of means. */
    public static final String SUMMARY = "alignment_summary.csv";

    private AlignmentTables() {}

    /**
     * Writes or replaces both tables.
     *
     * @param out folder; made if missing
     * @throws IOException if a table could not be written
     */
    public static void write(AlignmentReport report, Path out) throws IOException {
        AtomicFile.writeText(out.resolve(IMAGES), images(report));
        AtomicFile.writeText(out.resolve(SUMMARY), summary(report));
    }

    private static String images(AlignmentReport report) {
        StringBuilder text = new StringBuilder(CsvText.row(List.of(
                "image",
                "object_share",
                "stage",
                "map",
                "pointing_game",
                "energy_inside",
                "kl_to_sa_nats",
                "l2_to_sa",
                "cosine_to_sa",
                "pearson_to_sa")));
        for (ImageAlignment image : report.images()) {
            for (ImageAlignment.Score score : image.scores()) {
                Optional<MapAgreement> agreement = score.agreement();
                text.append(CsvText.row(List.of(
                        CsvText.harmless(image.stem()),
                        CsvText.number(image.objectShare()),
                        Integer.toString(score.stage()),
                        score.map().key(),
                        CsvText.number(score.localisation().pointing()),
                        CsvText.number(score.localisation().energyInside()),
                        agreement.map(a -> CsvText.number(a.kl())).orElse(""),
                        agreement.map(a -> CsvText.number(a.l2())).orElse(""),
                        agreement.map(a -> CsvText.number(a.cosine())).orElse(""),
                        agreement.map(a -> CsvText.number(a.pearson())).orElse(""))));
            }
        }
        return text.toString();
    }

    private static String summary(AlignmentReport report) {
        StringBuilder text = new StringBuilder(
                CsvText.row(List.of("stage", "map", "quantity", "unit", "mean", "sd", "n_images", "undefined_images")));
        for (AlignmentReport.Row row : report.rows()) {
            String stage = Integer.toString(row.stage());
            String map = row.map().key();
            text.append(line(stage, map, "pointing_game", "share of images", row.pointing()));
            text.append(line(stage, map, "energy_inside", "share of the map's sum", row.energyInside()));
            if (row.agreement().isPresent()) {
                Agreement agreement = row.agreement().get();
                text.append(line(stage, map, "kl_to_sa", "nats", agreement.kl()));
                text.append(line(stage, map, "l2_to_sa", "mean squared difference", agreement.l2()));
                text.append(line(stage, map, "cosine_to_sa", "", agreement.cosine()));
                text.append(line(stage, map, "pearson_to_sa", "", agreement.pearson()));
            }
        }
        text.append(line("", "chance", "pointing_game", "share of object pixels", report.chance()));
        return text.toString();
    }

    private static String line(String stage, String map, String quantity, String unit, Spread spread) {
        List<String> fields = new ArrayList<>(List.of(stage, map, quantity, unit));
        fields.add(CsvText.number(spread.mean()));
        fields.add(CsvText.number(spread.sd()));
        fields.add(Integer.toString(spread.n()));
        fields.add(Integer.toString(spread.undefined()));
        return CsvText.row(fields);
    }
}
