package org.medspike.engine.training;

import java.util.List;

/** Keys of the tokens that a head selects: each head's channels times the one channel that it has in the gate. */
final class HeadGate extends Feature {

    private final Feature gate;
    private final Feature source;
    private final int width;
    private final float[][] gateRow;
    private final float[][] sourceRow;
    private final Pass learning;
    private float[] openedGate = new float[0];
    private float[] openedSource = new float[0];

    HeadGate(Context context, String part, Feature gate, Feature source) {
        super(context, part, source.grid, List.of(gate, source), false);
        this.gate = gate;
        this.source = source;
        width = grid.channels() / gate.grid.channels();
        gateRow = new float[context.workers()][gate.grid.row()];
        sourceRow = new float[context.workers()][grid.row()];
        learning = pass(this::learn);
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        source.copyRow(worker, block, y, into, offset);
        float[] gates = gateRow[worker];
        gate.copyRow(worker, block, y, gates, 0);
        for (int x = 0; x < grid.width(); x++) {
            for (int c = 0; c < grid.channels(); c++) {
                into[offset + x * grid.stride() + c] *= gates[x * gate.grid.stride() + c / width];
            }
        }
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        copyRow(worker, block, y, sourceRow[worker], 0);
        context.kernels.rows().add(sourceRow[worker], 0, 1f, into, offset, grid.row());
    }

    @Override
    void backward() {
        openedGate = gate.openGradient();
        openedSource = source.openGradient();
        context.run(learning);
        gate.closeGradient();
        source.closeGradient();
    }

    private void learn(int worker, int band, int image, int y) {
        float[] gradient = gradientValues();
        for (int block = image; block < grid.blocks(); block += context.images) {
            gate.copyRow(worker, block, y, gateRow[worker], 0);
            source.copyRow(worker, block, y, sourceRow[worker], 0);
            int toGate = gate.startRow(openedGate, block, y);
            int toSource = source.startRow(openedSource, block, y);
            int from = grid.offset(block, y);
            for (int x = 0; x < grid.width(); x++) {
                for (int c = 0; c < grid.channels(); c++) {
                    int channel = x * grid.stride() + c;
                    int head = x * gate.grid.stride() + c / width;
                    float g = gradient[from + channel];
                    openedGate[toGate + head] += g * sourceRow[worker][channel];
                    openedSource[toSource + channel] += g * gateRow[worker][head];
                }
            }
        }
    }
}
