package org.medspike.engine.training;

import java.util.List;
import org.medspike.engine.graph.Op;
import org.medspike.tensor.Surrogate;

/** Neurons in analog mode: equations (1) to (3) with the smooth step σ itself in the place of spikes; plain loops. */
final class SmoothFire extends Feature {

    private final Op.Fire neuron;
    private final Feature current;
    private final float[] values;
    private final float[][] inputs;
    private final float[][] membranes;
    private final Pass firing;
    private final Pass learning;
    private float[] opened = new float[0];

    SmoothFire(Context context, String part, Grid grid, Feature current, Op.Fire neuron) {
        super(context, part, grid, List.of(current), false);
        this.neuron = neuron;
        this.current = current;
        values = new float[grid.size()];
        inputs = new float[context.workers()][grid.row()];
        membranes = new float[context.workers()][steps() * grid.row()];
        firing = pass(this::fire);
        learning = pass(this::learn);
    }

    @Override
    float[] values() {
        return values;
    }

    @Override
    long bytes() {
        return (long) values.length * Float.BYTES;
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        System.arraycopy(values, grid.offset(block, y), into, offset, grid.row());
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        context.kernels.rows().add(values, grid.offset(block, y), 1f, into, offset, grid.row());
    }

    private int source(int block) {
        return current.grid.blocks() == grid.blocks() ? block : block % context.images;
    }

    private boolean isChannel(int i) {
        return i % grid.stride() < grid.channels();
    }

    @Override
    void forward() {
        context.run(firing);
    }

    private void fire(int worker, int band, int image, int y) {
        integrate(worker, image, y);
        for (int step = 0; step < steps(); step++) {
            int offset = grid.offset(step * context.images + image, y);
            for (int i = 0; i < grid.row(); i++) {
                float distance = membranes[worker][step * grid.row() + i] - neuron.threshold();
                values[offset + i] = isChannel(i) ? (float) smooth(distance) : 0;
            }
        }
    }

    /** Membrane potentials of a row at all steps. */
    private void integrate(int worker, int image, int y) {
        int row = grid.row();
        float[] membrane = membranes[worker];
        for (int step = 0; step < steps(); step++) {
            current.copyRow(worker, source(step * context.images + image), y, inputs[worker], 0);
            for (int i = 0; i < row; i++) {
                float rest = 0;
                if (step > 0) {
                    float before = membrane[(step - 1) * row + i];
                    rest = neuron.decay() * (before - (float) smooth(before - neuron.threshold()));
                }
                membrane[step * row + i] = inputs[worker][i] + rest;
            }
        }
    }

    /** σ. */
    private double smooth(float distance) {
        Surrogate surrogate = neuron.surrogate();
        return switch (surrogate.kind()) {
            case SIGMOID -> 1 / (1 + Math.exp(-surrogate.slope() * distance));
            case ARCTAN -> Math.atan(Math.PI * surrogate.slope() * distance / 2) / Math.PI + 0.5;
        };
    }

    /** σ'. */
    private double slope(float distance) {
        Surrogate surrogate = neuron.surrogate();
        return switch (surrogate.kind()) {
            case SIGMOID -> {
                double step = smooth(distance);
                yield surrogate.slope() * step * (1 - step);
            }
            case ARCTAN -> {
                double angle = Math.PI * surrogate.slope() * distance / 2;
                yield surrogate.slope() / 2 / (1 + angle * angle);
            }
        };
    }

    @Override
    void backward() {
        opened = current.openGradient();
        context.run(learning);
        current.closeGradient();
    }

    private void learn(int worker, int band, int image, int y) {
        integrate(worker, image, y);
        int row = grid.row();
        float[] gradient = gradientValues();
        float[] later = inputs[worker];
        for (int step = steps() - 1; step >= 0; step--) {
            int block = step * context.images + image;
            int from = grid.offset(block, y);
            boolean first = current.grid.blocks() == grid.blocks() || step == steps() - 1;
            int into = first ? current.startRow(opened, source(block), y) : current.grid.offset(source(block), y);
            for (int i = 0; i < row; i++) {
                double slope = slope(membranes[worker][step * row + i] - neuron.threshold());
                double behind = step == steps() - 1 ? 0 : neuron.decay() * later[i];
                float found = (float) (slope * (gradient[from + i] - behind) + behind);
                later[i] = found;
                opened[into + i] += found;
            }
        }
    }
}
