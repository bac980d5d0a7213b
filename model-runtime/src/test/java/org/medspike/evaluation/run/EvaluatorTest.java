package org.medspike.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.bundle.BundleReader;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.LabelledImage;
import org.medspike.evaluation.Confusion;
import org.medspike.evaluation.ImageScore;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.Segmentation;
import org.medspike.inference.Segmenter;
import org.medspike.inference.onnx.OnnxEngine;
import org.medspike.mask.Mask;
import org.medspike.phantom.PhantomFolder;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;

class EvaluatorTest {

    private static Segmenter segmenter;

    @TempDir
    Path folder;

    private final ImageFiles files = new ImageFiles();
    private List<Case> cases;

    @BeforeAll
    static void load() throws IOException {
        Path model = Path.of(System.getProperty("medspike.assets"), "models", "endoscopy");
        segmenter = new Segmenter(BundleReader.read(model), new OnnxEngine(), 1);
    }

    @AfterAll
    static void close() {
        segmenter.close();
    }

    @BeforeEach
    void drawPhantoms() throws IOException {
        cases = DataFolder.open(PhantomFolder.write(folder, 3, 140, 5)).cases();
    }

    private static TaskContext stoppedAfter(int images) {
        return new TaskContext() {
            private int begun;

            @Override
            public void progress(double fraction, String doing) {
                begun++;
            }

            @Override
            public boolean isCancelled() {
                return begun >= images;
            }
        };
    }

    @Test
    void strict_scoresWhatSegmentingGives_paperOnTheGrid() throws IOException {
        List<ScoredImage> told = new ArrayList<>();

        ModelScores scores = new Evaluator(files, EnumSet.allOf(Protocol.class))
                .run(segmenter, cases, told::add, TaskContext.UNWATCHED);

        assertThat(scores.unscored()).isEmpty();
        assertThat(told).hasSize(6);
        for (int i = 0; i < cases.size(); i++) {
            LabelledImage image = cases.get(i).load(files);
            Segmentation result = segmenter.segment(image.image());
            Mask mask = Mask.above(result.probability(), result.threshold());
            ImageScore strict = scores.of(Protocol.STRICT).get(i);
            assertThat(strict.stem()).isEqualTo(cases.get(i).stem());
            assertThat(strict.counts()).isEqualTo(Confusion.of(mask, image.truth()));
            ImageScore paper = scores.of(Protocol.PAPER).get(i);
            assertThat(paper.width()).isEqualTo(256);
            assertThat(paper.counts().iou())
                    .isCloseTo(strict.counts().iou(), org.assertj.core.api.Assertions.within(0.02));
        }
    }

    @Test
    void badImage_isListed_andTheRestIsScored() throws IOException {
        byte[] whole = Files.readAllBytes(cases.get(1).mask());
        Files.write(cases.get(1).mask(), Arrays.copyOf(whole, whole.length / 2));

        ModelScores scores = new Evaluator(files, EnumSet.of(Protocol.STRICT))
                .run(segmenter, cases, scored -> {}, TaskContext.UNWATCHED);

        assertThat(scores.of(Protocol.STRICT)).hasSize(2);
        assertThat(scores.unscored()).extracting(Unscored::stem).containsExactly("phantom_0002");
        assertThat(scores.unscored().get(0).reason())
                .contains("phantom_0002.png")
                .contains("cannot be read");
    }

    @Test
    void headersThatCannotBeRead_areFoundBeforeTheWork() throws IOException {
        Files.writeString(cases.get(0).mask(), "no image");
        Files.write(cases.get(2).image(), new byte[0]);

        CheckedCases checked = CheckedCases.of(cases, files);

        assertThat(checked.readable()).containsExactly(cases.get(1));
        assertThat(checked.unreadable()).extracting(Unscored::stem).containsExactly("phantom_0001", "phantom_0003");
        assertThat(checked.unreadable().get(1).reason()).contains("the file is empty");
    }

    @Test
    void stopping_leavesBetweenTwoImages() {
        List<ScoredImage> told = new ArrayList<>();

        assertThatThrownBy(() -> new Evaluator(files, EnumSet.of(Protocol.STRICT))
                        .run(segmenter, cases, told::add, stoppedAfter(2)))
                .isInstanceOf(TaskCancelledException.class);
        assertThat(told).hasSize(2);
    }

    @Test
    void worstImages_areThoseWithTheLowestIou_worstFirst() {
        List<ScoredImage> told = new ArrayList<>();
        WorstImages worst = new WorstImages(Protocol.STRICT, 2);
        new Evaluator(files, EnumSet.allOf(Protocol.class))
                .run(segmenter, cases, worst.andThen(told::add), TaskContext.UNWATCHED);

        List<Double> ious = told.stream()
                .filter(image -> image.protocol() == Protocol.STRICT)
                .map(image -> image.score().counts().iou())
                .sorted()
                .toList();
        assertThat(worst.sorted())
                .extracting(image -> image.score().counts().iou())
                .containsExactly(ious.get(0), ious.get(1));
    }
}
