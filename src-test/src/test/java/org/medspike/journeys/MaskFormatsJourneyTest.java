package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.DicomObject;
import org.medspike.imaging.dicom.write.DicomObjectFile;
import org.medspike.mask.Mask;
import org.medspike.mask.file.FramePlace;
import org.medspike.mask.file.MaskFiles;
import org.medspike.phantom.Phantom;
import org.medspike.phantom.PhantomFolder;

/** {@code segment --format}: what is written opens back onto its image, pixel for pixel. */
class MaskFormatsJourneyTest {

    private static final int WIDTH = 101;
    private static final int HEIGHT = 75;

    @TempDir
    Path folder;

    private Program program;
    private Path out;

    @BeforeEach
    void prepare() {
        program = new Program(folder.resolve("home"));
        out = folder.resolve("out");
    }

    /** A colour DICOM image of phantoms, one a frame. */
    private static Path dicom(Path file, int number, int frames, boolean placed) throws IOException {
        DicomObject image = new DicomObject()
                .put(Attribute.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.77.1.1")
                .put(Attribute.SOP_INSTANCE_UID, "1.2.826.0.1.7." + number)
                .put(Attribute.STUDY_INSTANCE_UID, "1.2.826.0.1.5")
                .put(Attribute.SERIES_INSTANCE_UID, "1.2.826.0.1.6")
                .put(Attribute.PATIENT_NAME, "Secret^Person")
                .put(Attribute.PATIENT_ID, "SECRET-17")
                .put(Attribute.MODALITY, "ES")
                .put(Attribute.SAMPLES_PER_PIXEL, 3)
                .put(Attribute.PHOTOMETRIC_INTERPRETATION, "RGB")
                .put(Attribute.NUMBER_OF_FRAMES, frames)
                .put(Attribute.ROWS, HEIGHT)
                .put(Attribute.COLUMNS, WIDTH)
                .put(Attribute.BITS_ALLOCATED, 8)
                .put(Attribute.BITS_STORED, 8)
                .put(Attribute.HIGH_BIT, 7)
                .put(Attribute.PIXEL_REPRESENTATION, 0);
        if (placed) {
            image.put(Attribute.FRAME_OF_REFERENCE_UID, "1.2.826.0.1.8")
                    .putDecimals(Attribute.IMAGE_POSITION_PATIENT, -20, 5.5, 100 - 2.5 * number)
                    .putDecimals(Attribute.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
                    .putDecimals(Attribute.PIXEL_SPACING, 0.5, 0.4);
        }
        Files.createDirectories(file.getParent());
        try (OutputStream stream = Files.newOutputStream(file)) {
            DicomObjectFile.write(stream, image, (long) frames * WIDTH * HEIGHT * 3, pixels -> {
                for (int i = 0; i < frames; i++) {
                    Frame phantom =
                            Phantom.endoscopy(10L * number + i, WIDTH, HEIGHT).frame();
                    for (int s = 0; s < phantom.samples().length(); s++) {
                        pixels.write(phantom.samples().get(s));
                    }
                }
            });
        }
        return file;
    }

    private BitSet png(String name) throws IOException {
        return png(name, 1);
    }

    /** Pixels of a probability of one half and more, which is where readers of probabilities cut. */
    private BitSet likely(String name) throws IOException {
        return png(name, 1 << 15);
    }

    private BitSet png(String name, int least) throws IOException {
        BufferedImage image = ImageIO.read(out.resolve(name).toFile());
        BitSet pixels = new BitSet();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                pixels.set(y * image.getWidth() + x, image.getRaster().getSample(x, y, 0) >= least);
            }
        }
        return pixels;
    }

    private static List<FramePlace> places(Path... files) throws IOException {
        List<FramePlace> places = new ArrayList<>();
        for (Path file : files) {
            try (ImageSource image = new ImageFiles().open(file)) {
                places.addAll(FramePlace.of(file, image));
            }
        }
        return places;
    }

    private List<BitSet> laid(String name, List<FramePlace> frames) throws IOException {
        return new MaskFiles()
                .open(out.resolve(name)).onto(frames).stream().map(Mask::pixels).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.startsWith(out) && Files.isRegularFile(file))
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void seriesOfSlices_isOneVolumeAndOneSegmentation_thatOpenBackOntoIt() throws IOException {
        Path series = folder.resolve("scan");
        Path first = dicom(series.resolve("c.dcm"), 1, 1, true);
        Path second = dicom(series.resolve("a.dcm"), 2, 1, true);
        Path third = dicom(series.resolve("b.dcm"), 3, 1, true);

        Program.Run run =
                program.run("segment", series, "--out", out, "--format", "nifti,dicom-seg,coco,geojson", "--prob");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(names())
                .containsExactly(
                        "a_mask.geojson",
                        "a_mask.png",
                        "a_prob.png",
                        "b_mask.geojson",
                        "b_mask.png",
                        "b_prob.png",
                        "c_mask.geojson",
                        "c_mask.png",
                        "c_prob.png",
                        "coco.json",
                        "results.csv",
                        "scan_mask.nii.gz",
                        "scan_prob.nii.gz",
                        "scan_prob_seg.dcm",
                        "scan_seg.dcm");
        List<BitSet> masks = List.of(png("c_mask.png"), png("a_mask.png"), png("b_mask.png"));
        assertThat(masks).as("the model finds something in phantoms").anyMatch(mask -> !mask.isEmpty());
        List<FramePlace> frames = places(first, second, third);
        assertThat(laid("scan_seg.dcm", frames)).isEqualTo(masks);
        List<BitSet> likely = List.of(likely("c_prob.png"), likely("a_prob.png"), likely("b_prob.png"));
        assertThat(laid("scan_prob_seg.dcm", frames)).isEqualTo(likely);
        assertThat(laid("scan_mask.nii.gz", frames)).isEqualTo(masks);
        assertThat(laid("scan_prob.nii.gz", frames)).isEqualTo(likely);
        assertThat(laid("c_mask.geojson", places(first))).containsExactly(masks.get(0));
        JsonNode coco = new JsonMapper().readTree(out.resolve("coco.json").toFile());
        assertThat(coco.path("images")).hasSize(3);
        int area = 0;
        for (JsonNode annotation : coco.path("annotations")) {
            area += annotation.path("area").asInt();
        }
        assertThat(area).isEqualTo(masks.stream().mapToInt(BitSet::cardinality).sum());
    }

    @Test
    void clip_isNamedFrameByFrame() throws IOException {
        Path clip = dicom(folder.resolve("clip.dcm"), 1, 3, false);

        Program.Run run = program.run("segment", clip, "--out", out, "--format", "dicom-seg,nifti,geojson");

        assertThat(run.status()).as(run.err()).isZero();
        List<BitSet> masks = List.of(png("clip_mask.png"), png("clip_0002_mask.png"), png("clip_0003_mask.png"));
        assertThat(laid("clip_seg.dcm", places(clip))).isEqualTo(masks);
        assertThat(laid("clip_mask.nii.gz", places(clip))).isEqualTo(masks);
        assertThat(laid("clip_0003_mask.geojson", places(clip)).get(2)).isEqualTo(masks.get(2));
    }

    @Test
    void photo_hasNoDicomSegmentation_whichIsTold_whileAllElseIsWritten() throws IOException {
        Path images = PhantomFolder.write(folder.resolve("data"), 1, 80, 3).resolve("images");

        Program.Run run = program.run("segment", images, "--out", out, "--format", "dicom-seg,nifti,geojson,coco");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("no DICOM SEG was written: the image is no DICOM object")
                .contains("1 done, 1 failed");
        assertThat(names()).noneMatch(name -> name.endsWith(".dcm")).hasSize(5);
        String stem = names().get(1).replace("_mask.geojson", "");
        Path image = images.resolve(stem + ".png");
        assertThat(laid(stem + "_mask.nii.gz", places(image))).containsExactly(png(stem + "_mask.png"));
        assertThat(laid(stem + "_mask.geojson", places(image))).containsExactly(png(stem + "_mask.png"));
        assertThat(Files.readString(out.resolve("results.csv")))
                .contains(",ok,")
                .contains(",failed,\"no DICOM SEG");
    }

    @Test
    void unevenSlices_haveNoVolume_whichIsTold_butASegmentation() throws IOException {
        Path series = folder.resolve("scan");
        dicom(series.resolve("a.dcm"), 1, 1, true);
        dicom(series.resolve("b.dcm"), 2, 1, true);
        dicom(series.resolve("c.dcm"), 5, 1, true);

        Program.Run run = program.run("segment", series, "--out", out, "--format", "nifti,dicom-seg");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no NIfTI mask was written: its slices are not evenly spaced");
        assertThat(names()).contains("scan_seg.dcm").doesNotContain("scan_mask.nii.gz");
    }

    @Test
    void deidentified_tellsThePatientNowhere_andWarnsOfBurntInText() throws IOException {
        Path series = folder.resolve("Secret_Person");
        dicom(series.resolve("Secret_1.dcm"), 1, 1, true);
        dicom(series.resolve("Secret_2.dcm"), 2, 1, true);

        Program.Run run = program.run(
                "segment",
                series,
                folder.resolve("Secret_missing.png"),
                "--out",
                out,
                "--format",
                "nifti,dicom-seg,coco,geojson",
                "--deidentify",
                "--json");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("Warning: text that is burnt into the pixels")
                .contains("image_0002 is ");
        assertThat(run.out()).doesNotContainIgnoringCase("secret");
        assertThat(names())
                .containsExactly(
                        "coco.json",
                        "image_0001_mask.geojson",
                        "image_0001_mask.png",
                        "image_0002_mask.geojson",
                        "image_0002_mask.png",
                        "results.csv",
                        "series_mask.nii.gz",
                        "series_seg.dcm");
        for (String name : names()) {
            assertThat(Files.readString(out.resolve(name), StandardCharsets.ISO_8859_1))
                    .as(name)
                    .doesNotContainIgnoringCase("secret")
                    .doesNotContain("1.2.826.0.1");
        }
    }

    @Test
    void nameWithBackSlashes_leadsNowhere() throws IOException {
        assumeTrue(File.separatorChar == '/', "skipped: a back slash separates folders here");
        Path images = Files.createDirectories(folder.resolve("images"));
        ImageIO.write(
                new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB),
                "png",
                images.resolve("x\\..\\..\\evil.png").toFile());

        Program.Run run = program.run("segment", images, "--out", out.resolve("deep"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(names()).containsExactly("deep/results.csv", "deep/x_.._.._evil_mask.png");
        assertThat(folder.resolve("evil_mask.png")).doesNotExist();
    }
}
