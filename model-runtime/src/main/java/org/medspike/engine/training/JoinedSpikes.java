package org.medspike.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.work.Workers;

/**
 * A 1x1 convolution of sums of normalised spikes that are joined over their channels, straight from the spikes: neither the
 * sums nor their gradients are maps, nor are they ever computed.
 *
 * <p>With E the kernel of one of the joined maps, and {@code W s + b} normalised spikes that are added up in it, the output
 * is made of {@code (E W) s + E b}. Backward, with g its gradient and R the sum of s gᵀ, the gradient by E is the sum of
 * {@code Rᵀ Wᵀ} and {@code (Σ g) bᵀ}, and the spikes' own R is {@code R E} ({@link NormalisedSpikes}).
 */
final class JoinedSpikes extends Computed implements RowByRow {

    private final Parameter kernel;
    private final int joined;
    private final int out;
    private final List<Part> parts = new ArrayList<>();
    /** Parts of one map share their gradients by the kernel, so one worker adds them up. */
    private final List<List<Part>> byMap = new ArrayList<>();

    private final List<Part> handed;
    private final float[] start;
    private final double[] sums;
    private final double[] gradientSums;
    private final float[] zeros;
    private final float[][] room;
    private final float[][] slopes;
    private final PartialSums partial;
    private final Workers.Job composing = this::compose;
    private final Workers.Job learning = this::learn;
    private final Pass comparing;
    private final Pass handing;
    private @Nullable Norm through;

    /** Normalised spikes, and what follows for them from the kernel. */
    private final class Part {

        final NormalisedSpikes spikes;

        /** The first of its channels among the joined ones. */
        final int first;

        final int firstSum;
        final int in;
        final int channels;
        final int stride;
        final DenseKernel composed;
        final DenseKernel fromGradient;
        final double[] outer;
        final double[] ownOuter;
        final double[] ownSums;
        final double[] row;

        Part(NormalisedSpikes spikes, int first, int firstSum) {
            this.spikes = spikes;
            this.first = first;
            this.firstSum = firstSum;
            in = spikes.source().grid.stride();
            channels = spikes.grid.channels();
            stride = spikes.grid.stride();
            composed = new DenseKernel(context.kernels, 1, in, out);
            fromGradient = new DenseKernel(context.kernels, 1, out, in);
            outer = new double[in * out];
            ownOuter = new double[in * stride];
            ownSums = new double[stride];
            row = new double[in];
        }

        int inputs() {
            return spikes.source().grid.channels();
        }
    }

    /**
     * A convolution.
     *
     * @param inputs the joined maps, each the sum of some normalised spikes that nobody else reads
     * @param kernel {@code [out, in, 1, 1]}
     */
    JoinedSpikes(
            Context context,
            String part,
            Grid grid,
            List<List<NormalisedSpikes>> inputs,
            Parameter kernel,
            boolean keeps) {
        super(
                context,
                part,
                grid,
                inputs.stream().<Feature>flatMap(List::stream).toList(),
                kernel.learned(),
                keeps);
        this.kernel = kernel;
        out = grid.stride();
        int first = 0;
        int firstSum = 0;
        for (List<NormalisedSpikes> input : inputs) {
            List<Part> ofMap = new ArrayList<>();
            for (NormalisedSpikes spikes : input) {
                ofMap.add(new Part(spikes, first, firstSum));
                firstSum += spikes.source().grid.stride() * out;
            }
            byMap.add(ofMap);
            parts.addAll(ofMap);
            first += input.get(0).grid.channels();
        }
        joined = first;
        handed = parts.stream().filter(one -> one.spikes.source().learns()).toList();
        start = new float[out];
        sums = new double[out];
        zeros = new float[out];
        gradientSums = new double[Pass.BANDS * 2 * out];
        room = new float[context.workers()][2 * out];
        slopes = Lines.floats(context.workers(), grid.row());
        comparing = pass(this::compare);
        handing = pass(this::hand);
        partial = new PartialSums(context, firstSum, comparing.bands());
    }

    /** The weight from a channel of a part to an output. */
    private float weight(int n, Part part, int o) {
        return kernel.values()[n * joined + part.first + o];
    }

    @Override
    void prepare() {
        context.run(parts.size(), composing);
        for (int n = 0; n < grid.channels(); n++) {
            double sum = 0;
            for (Part part : parts) {
                for (int o = 0; o < part.channels; o++) {
                    sum += weight(n, part, o) * part.spikes.shift(o);
                }
            }
            start[n] = (float) sum;
        }
    }

    private void compose(int index, int worker) {
        Part part = parts.get(index);
        float[] weights = part.composed.weights();
        for (int n = 0; n < grid.channels(); n++) {
            Arrays.fill(part.row, 0);
            for (int o = 0; o < part.channels; o++) {
                float weight = weight(n, part, o);
                for (int i = 0; i < part.inputs(); i++) {
                    part.row[i] += weight * part.spikes.factor(i, o);
                }
            }
            for (int i = 0; i < part.inputs(); i++) {
                weights[Lines.START + i * out + n] = (float) part.row[i];
            }
        }
        part.composed.takeForSpikes();
    }

    @Override
    void computeRow(int worker, int block, int y, float[] into, int offset) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean first = i == 0;
            part.spikes
                    .source()
                    .multiply(
                            worker,
                            block,
                            y,
                            part.composed.matrix(),
                            first ? start : into,
                            first ? 0 : offset,
                            first ? 0 : out,
                            into,
                            offset);
        }
    }

    @Override
    public void backward(Norm norm) {
        through = norm;
        backward();
        through = null;
    }

    @Override
    void backward() {
        Arrays.fill(gradientSums, 0);
        partial.clear();
        context.run(comparing);
        addUp();
        context.run(byMap.size(), learning);
        if (handed.isEmpty()) {
            return;
        }
        for (int i = 0; i < handed.size(); i++) {
            handed.get(i).spikes.open();
        }
        context.run(handing);
        for (int i = 0; i < handed.size(); i++) {
            handed.get(i).spikes.close();
        }
    }

    /** The array in which {@link #gradientRow} finds a row of the gradient. */
    private float[] gradientArray(int worker) {
        return through == null ? gradientValues() : slopes[worker];
    }

    private int gradientRow(int worker, int block, int y) {
        if (through == null) {
            return grid.offset(block, y);
        }
        through.copyInputGradient(worker, block, y, slopes[worker], Lines.START);
        return Lines.START;
    }

    /** R of all parts, and the sums of the gradient. */
    private void compare(int worker, int band, int image, int y) {
        partial.open(band);
        for (int block = image; block < grid.blocks(); block += context.images) {
            int offset = gradientRow(worker, block, y);
            float[] gradient = gradientArray(worker);
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                int sum = partial.offset(band) + part.firstSum;
                part.spikes.source().addOuter(worker, block, y, gradient, offset, out, partial.values(), sum);
            }
            context.kernels
                    .norm()
                    .moments(gradient, offset, zeros, grid.width(), out, gradientSums, band * 2 * out, room[worker]);
        }
    }

    private void addUp() {
        Arrays.fill(sums, 0);
        for (int i = 0; i < parts.size(); i++) {
            Arrays.fill(parts.get(i).outer, 0);
        }
        for (int band = 0; band < comparing.bands(); band++) {
            for (int i = 0; i < parts.size(); i++) {
                partial.addTo(parts.get(i).outer, band, parts.get(i).firstSum);
            }
            for (int n = 0; n < grid.channels(); n++) {
                sums[n] += gradientSums[band * 2 * out + n];
            }
        }
    }

    private void learn(int index, int worker) {
        List<Part> ofMap = byMap.get(index);
        for (int i = 0; i < ofMap.size(); i++) {
            Part part = ofMap.get(i);
            if (kernel.learned()) {
                learnKernel(part);
            }
            seeThroughKernel(part);
            part.spikes.learn(part.ownOuter, part.ownSums);
            takeMatrix(part);
        }
    }

    private void learnKernel(Part part) {
        float[] found = kernel.gradient();
        for (int n = 0; n < grid.channels(); n++) {
            for (int o = 0; o < part.channels; o++) {
                double sum = sums[n] * part.spikes.shift(o);
                for (int i = 0; i < part.inputs(); i++) {
                    sum += part.outer[i * out + n] * part.spikes.factor(i, o);
                }
                found[n * joined + part.first + o] += (float) sum;
            }
        }
    }

    /** R E, and the sums of the gradient by the part's output. */
    private void seeThroughKernel(Part part) {
        Arrays.fill(part.ownOuter, 0);
        Arrays.fill(part.ownSums, 0);
        for (int n = 0; n < grid.channels(); n++) {
            for (int o = 0; o < part.channels; o++) {
                part.ownSums[o] += sums[n] * weight(n, part, o);
            }
            for (int i = 0; i < part.inputs(); i++) {
                double factor = part.outer[i * out + n];
                for (int o = 0; o < part.channels; o++) {
                    part.ownOuter[i * part.stride + o] += factor * weight(n, part, o);
                }
            }
        }
    }

    /** From the gradient to its share in that by the part's spikes. */
    private void takeMatrix(Part part) {
        float[] weights = part.fromGradient.weights();
        double[] toSpikes = part.spikes.toSpikes();
        for (int n = 0; n < grid.channels(); n++) {
            Arrays.fill(part.row, 0);
            for (int o = 0; o < part.channels; o++) {
                float weight = weight(n, part, o);
                for (int i = 0; i < part.in; i++) {
                    part.row[i] += weight * toSpikes[o * part.in + i];
                }
            }
            for (int i = 0; i < part.in; i++) {
                weights[Lines.START + n * part.in + i] = (float) part.row[i];
            }
        }
        part.fromGradient.pack();
    }

    private void hand(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            int offset = gradientRow(worker, block, y);
            for (int i = 0; i < handed.size(); i++) {
                Part part = handed.get(i);
                part.spikes.hand(worker, block, y, part.fromGradient, gradientArray(worker), offset);
            }
        }
    }
}
