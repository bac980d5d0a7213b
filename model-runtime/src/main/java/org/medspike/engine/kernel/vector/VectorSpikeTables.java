package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.SpikeTables;

/** Panel by panel, so that the tables in use stay in the first cache; eight groups, one word of spikes, at once. */
final class VectorSpikeTables implements SpikeTables {

    private static final int PANEL = 2 * LANES;
    private static final int ENTRY = STATES * PANEL;
    private static final int GROUPS_A_WORD = 32 / GROUP;

    @Override
    public void add(
            int[] bits,
            int bitOffset,
            int words,
            int groups,
            float[] tables,
            int tableOffset,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels) {
        for (int first = 0; first < channels; first += PANEL) {
            int panel = tableOffset + first / PANEL * groups * ENTRY;
            boolean pair = first + PANEL <= channels;
            for (int w = 0; w < words; w++) {
                int table = panel + w * GROUPS_A_WORD * ENTRY;
                int here = Math.min(GROUPS_A_WORD, groups - w * GROUPS_A_WORD);
                for (int p = 0; p < pixels; p++) {
                    int word = bits[bitOffset + p * words + w];
                    int target = outOffset + p * outStride + first;
                    if (word == 0) {
                        continue;
                    }
                    if (pair && here == GROUPS_A_WORD) {
                        word(tables, table, word, out, target);
                    } else {
                        some(tables, table, word, here, out, target, pair);
                    }
                }
            }
        }
    }

    private static void word(float[] tables, int table, int word, float[] out, int target) {
        FloatVector a = FloatVector.fromArray(SPECIES, out, target);
        FloatVector b = FloatVector.fromArray(SPECIES, out, target + LANES);
        int rest = word;
        int row = table;
        for (int g = 0; g < GROUPS_A_WORD; g++) {
            int entry = row + (rest & STATES - 1) * PANEL;
            a = a.add(FloatVector.fromArray(SPECIES, tables, entry));
            b = b.add(FloatVector.fromArray(SPECIES, tables, entry + LANES));
            rest >>>= GROUP;
            row += ENTRY;
        }
        a.intoArray(out, target);
        b.intoArray(out, target + LANES);
    }

    private static void some(float[] tables, int table, int word, int groups, float[] out, int target, boolean pair) {
        FloatVector a = FloatVector.fromArray(SPECIES, out, target);
        for (int g = 0; g < groups; g++) {
            int entry = table + g * ENTRY + (word >>> g * GROUP & STATES - 1) * PANEL;
            a = a.add(FloatVector.fromArray(SPECIES, tables, entry));
        }
        a.intoArray(out, target);
        if (pair) {
            FloatVector b = FloatVector.fromArray(SPECIES, out, target + LANES);
            for (int g = 0; g < groups; g++) {
                int entry = table + g * ENTRY + (word >>> g * GROUP & STATES - 1) * PANEL + LANES;
                b = b.add(FloatVector.fromArray(SPECIES, tables, entry));
            }
            b.intoArray(out, target + LANES);
        }
    }
}
