package org.medspike.imaging.codec.jpeg;

import java.util.Arrays;
import java.util.List;
import org.medspike.imaging.ImageReadException;

/** Goes through the blocks of a scan: unit by unit where several components take turns, else row by row (T.81, A.2). */
final class ScanDecoder {

    private final EntropyBits bits;
    private final List<ScanComponent> components;
    private final BlockDecoder blocks;
    private final int restartInterval;
    private final int[] predicted;
    private int units;

    ScanDecoder(EntropyBits bits, Scan scan, List<ScanComponent> components, int restartInterval) {
        this.bits = bits;
        this.components = components;
        this.restartInterval = restartInterval;
        this.blocks = new BlockDecoder(bits, scan);
        this.predicted = new int[components.size()];
    }

    void decode(int unitsWide, int unitsHigh) throws ImageReadException {
        if (components.size() == 1) {
            Component only = components.get(0).component();
            for (int y = 0; y < only.blocksHigh(); y++) {
                for (int x = 0; x < only.blocksWide(); x++) {
                    beginUnit();
                    block(0, x, y);
                }
            }
            return;
        }
        for (int y = 0; y < unitsHigh; y++) {
            for (int x = 0; x < unitsWide; x++) {
                beginUnit();
                for (int c = 0; c < components.size(); c++) {
                    unit(c, x, y);
                }
            }
        }
    }

    private void beginUnit() throws ImageReadException {
        if (restartInterval > 0 && units > 0 && units % restartInterval == 0) {
            bits.restart();
            blocks.restart();
            Arrays.fill(predicted, 0);
        }
        units++;
    }

    private void unit(int c, int x, int y) throws ImageReadException {
        Component component = components.get(c).component();
        for (int v = 0; v < component.vertical(); v++) {
            for (int h = 0; h < component.horizontal(); h++) {
                block(c, x * component.horizontal() + h, y * component.vertical() + v);
            }
        }
    }

    private void block(int c, int column, int row) throws ImageReadException {
        ScanComponent part = components.get(c);
        blocks.decode(
                part.component().coefficients(),
                part.component().block(column, row),
                part.dc(),
                part.ac(),
                predicted,
                c);
    }
}
