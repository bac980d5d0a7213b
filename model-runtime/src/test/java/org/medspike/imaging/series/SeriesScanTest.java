package org.medspike.imaging.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.ImageFiles;

/** What a folder is grouped into, and what is told of it. */
class SeriesScanTest {

    @TempDir
    Path folder;

    private final SeriesScan scan = new SeriesScan(new ImageFiles());

    private SeriesCollection scanned() throws IOException {
        return scan.scan(List.of(folder), Progress.UNWATCHED, sofar -> {});
    }

    private Series only() throws IOException {
        SeriesCollection found = scanned();
        assertThat(found.series()).hasSize(1);
        return found.series().get(0);
    }

    private void slices(double... heights) {
        for (int i = 0; i < heights.length; i++) {
            new SliceFile("1.2.3").at(heights[i]).write(folder.resolve("s" + i + ".dcm"));
        }
    }

    private static List<Double> heights(Series series) {
        return series.slices().stream()
                .map(slice -> slice.placement().orElseThrow().origin().z())
                .toList();
    }

    @Test
    void slices_lieInTheOrderOfTheirPositions_andTheirDistanceIsNotTheirThickness() throws IOException {
        slices(10, 0, 5, 15);

        Series series = only();

        assertThat(heights(series)).containsExactly(0.0, 5.0, 10.0, 15.0);
        assertThat(series.geometry().distanceMm()).hasValue(5);
        assertThat(series.findings()).isEmpty();
        assertThat(series.plane()).contains(AnatomicalPlane.AXIAL);
        // 0.5 mm x 0.5 mm x 5 mm
        assertThat(series.voxelMm3()).hasValue(1.25);
        assertThat(series.examination().unit()).contains("HU");
    }

    @Test
    void missingSlices_areTold_andThereIsNoVolume() throws IOException {
        slices(0, 5, 10, 20, 25, 45);

        Series series = only();

        assertThat(series.geometry().distanceMm()).hasValue(5);
        assertThat(series.findings())
                .containsExactly(
                        "Between slices 3 and 4 one slice seems to be missing: they are 10.00 mm apart where 5.00 mm are"
                                + " usual.",
                        "Between slices 5 and 6 3 slices seem to be missing: they are 20.00 mm apart where 5.00 mm are"
                                + " usual.");
        assertThat(series.voxelMm3()).isEmpty();
        assertThat(series.geometry().noPlanes()).contains("slices are missing");
    }

    @Test
    void slicesAtOnePosition_areTold_andThereIsNoVolume() throws IOException {
        slices(0, 5, 5, 10);

        Series series = only();

        assertThat(series.findings()).singleElement().asString().startsWith("1 of 4 slices lie where another one lies");
        assertThat(series.voxelMm3()).isEmpty();
    }

    @Test
    void unevenSlices_areTold_andThereIsNoVolume() throws IOException {
        slices(0, 5, 10, 14, 19);

        Series series = only();

        assertThat(series.findings()).containsExactly("The distance from slice to slice varies from 4.00 to 5.00 mm.");
        assertThat(series.voxelMm3()).isEmpty();
    }

    @Test
    void tiltedSlices_areTold_haveAVolume_butNoOtherPlanes() throws IOException {
        // Rows lean by 30 degrees, the table moves along z.
        for (int i = 0; i < 4; i++) {
            new SliceFile("1.2.3")
                    .at(0, 0, 6.0 * i)
                    .directions("1\\0\\0\\0\\0.8660254\\-0.5")
                    .write(folder.resolve("s" + i + ".dcm"));
        }

        Series series = only();

        assertThat(series.geometry().tiltDegrees()).isCloseTo(30, within(0.01));
        assertThat(series.geometry().distanceMm().orElseThrow()).isCloseTo(6 * Math.cos(Math.PI / 6), within(1e-4));
        assertThat(series.findings())
                .singleElement()
                .asString()
                .contains("30.0 degrees")
                .contains("gantry tilt");
        assertThat(series.geometry().noPlanes()).isPresent();
        assertThat(series.voxelMm3()).isPresent();
    }

    @Test
    void imagesOfAnotherSizeOrDirection_areAPartOfTheirOwn_andThatIsTold() throws IOException {
        slices(0, 5, 10);
        new SliceFile("1.2.3").at(15).size(8, 4).write(folder.resolve("wide.dcm"));
        new SliceFile("1.2.3").at(0).directions("1\\0\\0\\0\\0\\-1").write(folder.resolve("coronal.dcm"));

        List<Series> found = scanned().series();

        assertThat(found).extracting(series -> series.slices().size()).containsExactlyInAnyOrder(3, 1, 1);
        assertThat(found)
                .allSatisfy(series -> assertThat(series.findings()).anyMatch(text -> text.contains("3 parts")));
    }

    @Test
    void twoSeriesOfAFolder_stayApart_andOneFileFindsItsOwnAlone() throws IOException {
        slices(0, 5, 10);
        Path other = new SliceFile("9.9").at(0).write(folder.resolve("a.dcm"));
        new SliceFile("9.9").at(2).write(folder.resolve("z.dcm"));
        Files.writeString(folder.resolve("broken.dcm"), "no image");

        assertThat(scanned().series())
                .extracting(series -> series.slices().size())
                .containsExactlyInAnyOrder(2, 3);
        SeriesCollection around = scan.around(other, Progress.UNWATCHED, sofar -> {});
        assertThat(around.series()).singleElement().satisfies(series -> assertThat(heights(series))
                .containsExactly(0.0, 2.0));
        assertThat(around.refused()).isEmpty();
    }

    @Test
    void fileThatCannotBeRead_isTold_andHindersNone() throws IOException {
        slices(0, 5);
        Files.writeString(folder.resolve("broken.dcm"), "no image");

        SeriesCollection found = scanned();

        assertThat(found.read()).isEqualTo(2);
        assertThat(found.refused()).singleElement().asString().startsWith("broken.dcm: ");
    }

    @Test
    void clip_isASeriesOfItsOwn_andHasTheRateOfItsFile() throws IOException {
        new SliceFile("1.2.3").frames(5, "40").write(folder.resolve("clip.dcm"));
        new SliceFile("1.2.3").frames(3, "20").write(folder.resolve("other.dcm"));

        List<Series> found = scanned().series();

        assertThat(found).extracting(series -> series.slices().size()).containsExactly(5, 3);
        assertThat(found.get(0).examination().frameSeconds()).hasValue(0.04);
        assertThat(found.get(0).slices()).extracting(Slice::frame).containsExactly(0, 1, 2, 3, 4);
        assertThat(found.get(0).geometry().noPlanes()).isPresent();
    }

    @Test
    void first_isToldAtOnce_andWhoStopsKeepsWhatWasFound() throws IOException {
        slices(0, 5, 10, 15, 20);
        List<Integer> told = new ArrayList<>();

        SeriesCollection found = scan.scan(List.of(folder), (done, all) -> done < 3, sofar -> told.add(sofar.read()));

        assertThat(told).startsWith(1);
        assertThat(found.read()).isEqualTo(3);
    }

    @Test
    void patient_isInNoText() throws IOException {
        slices(0, 5);

        Series series = only();

        assertThat(series.examination().patient().reveal()).isEqualTo("Hidden Patient");
        assertThat(List.of(series, series.examination(), series.examination().patient(), series.slices()))
                .asString()
                .doesNotContain("Hidden")
                .doesNotContain("Patient^")
                .doesNotContain(folder.toString());
        assertThat(series.label()).doesNotContain("Hidden");
    }

    @Test
    void names_countTheWayPeopleDo_whereThereAreNoPositions() throws IOException {
        for (String name : List.of("im10.dcm", "im2.dcm", "im1.dcm")) {
            new SliceFile("1.2.3").write(folder.resolve(name));
        }

        assertThat(only().slices())
                .extracting(slice -> slice.file().getFileName().toString())
                .containsExactly("im1.dcm", "im2.dcm", "im10.dcm");
    }
}
