package org.medspike.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medspike.bundle.BundleReader;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelBundle;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.SplitFile;
import org.medspike.evaluation.Confusion;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmentation;
import org.medspike.inference.Segmenter;
import org.medspike.inference.eager.EagerEngine;
import org.medspike.inference.onnx.OnnxEngine;
import org.medspike.inference.spike.SpikeEngine;
import org.medspike.mask.Mask;
import org.medspike.phantom.Phantom;
import org.medspike.phantom.PhantomImage;

/** The built-in model: the same in every meaning, useful on the sample, and as good as its card says. */
class TrainedModelTest {

    private static final Path MODEL = Path.of(System.getProperty("medspike.assets"), "models", "endoscopy");
    private static final Path KVASIR = Path.of(System.getProperty("medspike.shared"), "datasets", "kvasir");

    private static ModelBundle bundle;

    @BeforeAll
    static void load() throws IOException {
        bundle = BundleReader.read(MODEL);
    }

    private static List<Mask> masks(InferenceEngine engine, List<Frame> images) {
        List<Mask> masks = new ArrayList<>();
        try (Segmenter segmenter = new Segmenter(bundle, engine, 2)) {
            for (Frame image : images) {
                Segmentation result = segmenter.segment(image);
                masks.add(Mask.above(result.probability(), result.threshold()));
            }
        }
        return masks;
    }

    /** Dice over the pixels of all images together. */
    private static double pooledDice(List<Mask> a, List<Mask> b) {
        long both = 0;
        long sum = 0;
        for (int i = 0; i < a.size(); i++) {
            BitSet shared = (BitSet) a.get(i).pixels().clone();
            shared.and(b.get(i).pixels());
            both += shared.cardinality();
            sum += a.get(i).pixelCount() + b.get(i).pixelCount();
        }
        assertThat(sum).as("object pixels").isPositive();
        return 2.0 * both / sum;
    }

    /** The slow reference judges as many of the first images as it is given time for. */
    private static void assertSameInAllMeanings(List<Frame> images, int judged) {
        List<Mask> reference = masks(new ReferenceEngine(), images.subList(0, judged));
        List<Mask> onnx = masks(new OnnxEngine(), images);
        List<Mask> pytorch = masks(new EagerEngine(), images);

        assertThat(pooledDice(onnx.subList(0, judged), reference))
                .as("ONNX Runtime and reference")
                .isGreaterThanOrEqualTo(0.99);
        assertThat(pooledDice(pytorch.subList(0, judged), reference))
                .as("PyTorch and reference")
                .isGreaterThanOrEqualTo(0.99);
        assertThat(pooledDice(pytorch, onnx)).as("PyTorch and ONNX Runtime").isGreaterThanOrEqualTo(0.99);
        List<Mask> own = masks(new SpikeEngine(), images);
        assertThat(pooledDice(own, onnx)).as("our engine and ONNX Runtime").isGreaterThanOrEqualTo(0.995);
        assertThat(pooledDice(own.subList(0, judged), reference))
                .as("our engine and reference")
                .isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void masksOfPhantoms_areTheSameInAllMeanings() {
        List<Frame> phantoms = new ArrayList<>();
        for (long seed = 1; seed <= 6; seed++) {
            phantoms.add(Phantom.endoscopy(seed, 256, 224).frame());
        }
        assertSameInAllMeanings(phantoms, phantoms.size());
    }

    /** All held-out images, because one flipped spike may change one mask: a few images alone would prove little. */
    @Test
    void masksOfRealImages_areTheSameInAllMeanings() throws IOException {
        List<Frame> images = new ArrayList<>();
        for (Case pair : heldOut()) {
            images.add(new ImageFiles().readFirst(pair.image()).upright());
        }
        // The slow reference runs four times an image, because the model looks at mirror images too.
        assertSameInAllMeanings(images, 10);
    }

    private static List<Case> heldOut() throws IOException {
        assumeTrue(Files.isDirectory(KVASIR), () -> "skipped: no data set at " + KVASIR);
        return SplitFile.read(MODEL.resolve(SplitFile.NAME))
                .of(DataFolder.open(KVASIR))
                .validation();
    }

    @Test
    void sample_showsItsObject() {
        PhantomImage sample = Phantom.endoscopy(7, 512, 448);

        Mask found = masks(new OnnxEngine(), List.of(sample.frame())).get(0);

        assertThat(Confusion.of(found, sample.truth()).dice()).isGreaterThan(0.5);
    }

    @Test
    void heldOutImages_scoreWhatTheCardSays() throws IOException {
        List<Case> pairs = heldOut();
        ImageFiles files = new ImageFiles();
        double iou = 0;
        try (Segmenter segmenter = new Segmenter(bundle, new OnnxEngine(), 2)) {
            for (Case pair : pairs) {
                Segmentation result =
                        segmenter.segment(files.readFirst(pair.image()).upright());
                Frame truth = files.readFirst(pair.mask()).upright();
                BitSet object = new BitSet();
                for (int i = 0; i < truth.width() * truth.height(); i++) {
                    object.set(i, truth.samples().get(i * truth.photometric().samples()) > 127);
                }
                Mask found = Mask.above(result.probability(), result.threshold());
                iou += Confusion.of(found, new Mask(truth.width(), truth.height(), object))
                                .iou()
                        / pairs.size();
            }
        }
        Metric card = bundle.card().metrics().get(0);
        assertThat(card.name()).isEqualTo("mIoU");
        assertThat(iou).isEqualTo(card.value(), Offset.offset(0.005));
        assertThat(card.n()).isEqualTo(pairs.size());
    }
}
