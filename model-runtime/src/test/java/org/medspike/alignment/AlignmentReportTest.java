package org.medspike.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.alignment.AlignmentReport.Row;
import org.medspike.bundle.BundleReader;
import org.medspike.bundle.ModelCard;
import org.medspike.imaging.Plane;
import org.medspike.inference.StageMaps;
import org.medspike.mask.Mask;
import org.medspike.network.Interaction;

/** Three images of 2 x 1 pixels with one stage, of which the last has no object. */
class AlignmentReportTest {

    private static final Offset<Double> ROUNDED = Offset.offset(1e-6);

    private ModelCard card;
    private AlignmentReport report;

    private static Plane plane(double left, double right) {
        return new Plane(2, 1, new float[] {(float) left, (float) right});
    }

    private static Mask left() {
        BitSet object = new BitSet();
        object.set(0);
        return new Mask(2, 1, object);
    }

    private static StageMaps maps(Plane sdsa, Optional<Plane> sa) {
        return new StageMaps(1, sdsa, sa, Map.of(Interaction.ACTIVATED_INACTIVATED, plane(0, 0)));
    }

    @BeforeEach
    void sumUp() throws IOException {
        card = BundleReader.readCard(Path.of(System.getProperty("medspike.assets"), "models", "endoscopy"));
        report = AlignmentReport.of(
                card,
                List.of(
                        ImageAlignment.of("a", List.of(maps(plane(0.9, 0.1), Optional.of(plane(0.8, 0.2)))), left()),
                        ImageAlignment.of("=b", List.of(maps(plane(0.3, 0.7), Optional.of(plane(0.6, 0.4)))), left()),
                        ImageAlignment.of(
                                "c", List.of(maps(plane(0.5, 0.5), Optional.of(plane(0.5, 0.5)))), Mask.empty(2, 1))),
                List.of());
    }

    private Row row(AttentionMap map) {
        return report.rows().stream().filter(r -> r.map() == map).findFirst().orElseThrow();
    }

    @Test
    void imagesWithoutObject_areLeftOutOfThePointingGame_andCounted() {
        assertThat(report.withoutObject()).isEqualTo(1);
        assertThat(report.chance().mean()).isEqualTo(0.5);
        assertThat(report.chance().n()).isEqualTo(2);
        Row sdsa = row(AttentionMap.SDSA);
        assertThat(sdsa.pointing().mean()).isEqualTo(0.5);
        assertThat(sdsa.pointing().n()).isEqualTo(2);
        assertThat(sdsa.pointing().undefined()).isEqualTo(1);
        assertThat(sdsa.energyInside().mean()).isEqualTo((0.9 + 0.3) / 2, ROUNDED);
        assertThat(row(AttentionMap.SA).pointing().mean()).isEqualTo(1);
    }

    @Test
    void agreementWithSa_isOverAllImages_andSaHasNoneWithItself() {
        AlignmentReport.Agreement agreement = row(AttentionMap.SDSA).agreement().orElseThrow();

        // Squared differences: 0.01, 0.09, 0.
        assertThat(agreement.l2().mean()).isEqualTo(0.1 / 3, ROUNDED);
        assertThat(agreement.l2().n()).isEqualTo(3);
        // Two points lie on a line: correlation 1, then -1; the third map is flat.
        assertThat(agreement.pearson().mean()).isEqualTo(0, ROUNDED);
        assertThat(agreement.pearson().undefined()).isEqualTo(1);
        assertThat(row(AttentionMap.SA).agreement()).isEmpty();
        assertThat(row(AttentionMap.AI).agreement().orElseThrow().cosine().undefined())
                .isEqualTo(3);
        assertThat(report.rows())
                .extracting(Row::map)
                .containsExactly(AttentionMap.SDSA, AttentionMap.SA, AttentionMap.AI);
    }

    @Test
    void tables_leaveEmptyWhatIsNotDefined(@TempDir Path folder) throws IOException {
        AlignmentTables.write(report, folder);

        List<String> images = Files.readAllLines(folder.resolve("alignment_images.csv"));
        assertThat(images).hasSize(1 + 3 * 3);
        assertThat(images).contains("c,0,1,sa,,,,,,");
        assertThat(images).anyMatch(line -> line.startsWith("'=b,0.5,1,sdsa,0,"));
        assertThat(Files.readAllLines(folder.resolve("alignment_summary.csv")))
                .contains("1,sdsa,pointing_game,share of images,0.5,0.7071067812,2,1")
                .contains("1,ai,cosine_to_sa,,,,0,3")
                .contains(",chance,pointing_game,share of object pixels,0.5,0,2,0");
    }

    @Test
    void modelWithoutTwin_hasNoAgreement() {
        AlignmentReport alone = AlignmentReport.of(
                card,
                List.of(ImageAlignment.of("a", List.of(maps(plane(0.9, 0.1), Optional.empty())), left())),
                List.of());

        assertThat(alone.rows()).extracting(Row::map).containsExactly(AttentionMap.SDSA, AttentionMap.AI);
        assertThat(alone.rows()).allMatch(row -> row.agreement().isEmpty());
    }
}
