package org.medspike.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.bundle.Provenance;
import org.medspike.bundle.WeightsFile;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Samples;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

class SegmenterTest {

    /** What a network answers to its input's first channel. */
    private interface Answer {
        float of(float[] red, int x, int y, int side);
    }

    /** An engine whose networks answer a rule instead of computing. */
    private static InferenceEngine engine(Answer answer) {
        return new InferenceEngine() {
            @Override
            public String name() {
                return "rule";
            }

            @Override
            public CompiledNetwork compile(
                    NetworkConfig config,
                    Weights weights,
                    int height,
                    int width,
                    Set<OutputKind> outputs,
                    int threads) {
                return new CompiledNetwork() {
                    @Override
                    public Map<String, FloatTensor> run(FloatTensor image) {
                        float[] mask = new float[width * height];
                        for (int i = 0; i < mask.length; i++) {
                            mask[i] = answer.of(image.values(), i % width, i / width, width);
                        }
                        Map<String, FloatTensor> maps = new HashMap<>();
                        maps.put(NetworkOutputs.MASK, new FloatTensor(Shape.of(1, 1, height, width), mask));
                        return maps;
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }

    private static ModelBundle bundle(PreprocessingSpec input) {
        ModelCard card = new ModelCard(
                ModelCard.FORMAT_VERSION,
                "test",
                "test",
                "test",
                "object",
                "",
                "",
                "",
                "",
                "2026-11-27",
                NetworkConfig.DEFAULT,
                false,
                input,
                0.5f,
                0,
                0,
                List.of(),
                new Provenance("", "", 0, 0, Map.of(), List.of()),
                new WeightsFile("", 0, ""));
        return new ModelBundle(card, Weights.EMPTY, Weights.EMPTY);
    }

    private static Frame noise(int width, int height) {
        byte[] samples = new byte[3 * width * height];
        new Random(11).nextBytes(samples);
        return new Frame(width, height, Photometric.RGB, 8, Orientation.UPRIGHT, new Samples.Bytes(samples));
    }

    @Test
    void tiles_aNetworkThatRepeatsItsInput_givesTheImageAtItsOwnScale() {
        Frame frame = noise(150, 71);
        ModelBundle tiled = bundle(new PreprocessingSpec(PreprocessingSpec.Kind.TILE, 64, 64));

        try (Segmenter segmenter = new Segmenter(tiled, engine((red, x, y, side) -> red[y * side + x]), 1)) {
            Plane probability = segmenter.segment(frame).probability();

            for (int y = 0; y < 71; y++) {
                for (int x = 0; x < 150; x++) {
                    assertThat(probability.at(x, y)).isCloseTo(frame.sample(x, y, 0) / 255f, within(1e-5f));
                }
            }
        }
    }

    @Test
    void flips_aNetworkThatLooksAtPlaces_isShownAllFour() {
        ModelBundle mirrored = bundle(new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 64, 64).withFlips(true));

        // Left and top count: each of the four answers marks another quarter alone.
        try (Segmenter segmenter = new Segmenter(mirrored, engine((red, x, y, side) -> x < 32 && y < 32 ? 1 : 0), 1)) {
            Plane probability = segmenter.segment(noise(64, 64)).probability();

            for (float value : probability.values()) {
                assertThat(value).isCloseTo(0.25f, within(1e-6f));
            }
        }
    }

    @Test
    void flips_aNetworkThatRepeatsItsInput_givesTheImageBack() {
        Frame frame = noise(64, 64);
        ModelBundle mirrored = bundle(new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 64, 64).withFlips(true));

        try (Segmenter segmenter = new Segmenter(mirrored, engine((red, x, y, side) -> red[y * side + x]), 1)) {
            Plane probability = segmenter.segment(frame).probability();

            assertThat(probability.at(5, 60)).isCloseTo(frame.sample(5, 60, 0) / 255f, within(1e-5f));
        }
    }

    @Test
    void window_ofTheModel_takesThePlaceOfTheFiles() {
        short[] values = new short[64 * 64];
        java.util.Arrays.fill(values, (short) -600);
        GreyScale soft = new GreyScale(1, 0, java.util.Optional.of(new GreyWindow(40, 400, GreyWindow.Shape.LINEAR)));
        Frame slice = new Frame(
                64,
                64,
                Photometric.MONOCHROME2,
                16,
                Orientation.UPRIGHT,
                new Samples.SignedShorts(values),
                soft,
                java.util.Optional.empty());
        PreprocessingSpec own = new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 64, 64);
        Answer repeat = (red, x, y, side) -> red[y * side + x];

        try (Segmenter file = new Segmenter(bundle(own), engine(repeat), 1);
                Segmenter lung = new Segmenter(bundle(own.withWindow(List.of(-600.0, 1500.0))), engine(repeat), 1)) {
            assertThat(file.segment(slice).probability().at(9, 9)).isZero();
            assertThat(lung.segment(slice).probability().at(9, 9)).isCloseTo(0.5f, within(0.003f));
        }
    }

    @Test
    void tiles_canBeStoppedBetweenTwo() {
        ModelBundle tiled = bundle(new PreprocessingSpec(PreprocessingSpec.Kind.TILE, 64, 64));
        TaskContext stopped = new TaskContext() {
            @Override
            public void progress(double fraction, String doing) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        try (Segmenter segmenter = new Segmenter(tiled, engine((red, x, y, side) -> 0), 1)) {
            assertThatThrownBy(() -> segmenter.segment(noise(200, 64), stopped))
                    .isInstanceOf(TaskCancelledException.class);
        }
    }
}
