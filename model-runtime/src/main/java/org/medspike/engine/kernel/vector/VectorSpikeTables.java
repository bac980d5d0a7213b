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
            float[] start,
            int startOffset,
            int startStride,
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
                // Later words add to what the first one wrote.
                float[] from = w == 0 ? start : out;
                int fromOffset = first + (w == 0 ? startOffset : outOffset);
                int fromStride = w == 0 ? startStride : outStride;
                if (pair && here == GROUPS_A_WORD) {
                    words(
                            bits,
                            bitOffset + w,
                            words,
                            tables,
                            table,
                            from,
                            fromOffset,
                            fromStride,
                            out,
                            outOffset + first,
                            outStride,
                            pixels);
                } else {
                    for (int p = 0; p < pixels; p++) {
                        int word = bits[bitOffset + p * words + w];
                        some(
                                tables,
                                table,
                                word,
                                here,
                                from,
                                fromOffset + p * fromStride,
                                out,
                                outOffset + p * outStride + first,
                                pair);
                    }
                }
            }
        }
    }

    private static void words(
            int[] bits,
            int bitOffset,
            int bitStride,
            float[] tables,
            int table,
            float[] start,
            int from,
            int fromStride,
            float[] out,
            int target,
            int outStride,
            int pixels) {
        for (int p = 0; p < pixels; p++) {
            FloatVector a = FloatVector.fromArray(SPECIES, start, from);
            FloatVector b = FloatVector.fromArray(SPECIES, start, from + LANES);
            int rest = bits[bitOffset];
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
            bitOffset += bitStride;
            from += fromStride;
            target += outStride;
        }
    }

    private static void some(
            float[] tables,
            int table,
            int word,
            int groups,
            float[] start,
            int from,
            float[] out,
            int target,
            boolean pair) {
        FloatVector a = FloatVector.fromArray(SPECIES, start, from);
        for (int g = 0; g < groups; g++) {
            int entry = table + g * ENTRY + (word >>> g * GROUP & STATES - 1) * PANEL;
            a = a.add(FloatVector.fromArray(SPECIES, tables, entry));
        }
        a.intoArray(out, target);
        if (pair) {
            FloatVector b = FloatVector.fromArray(SPECIES, start, from + LANES);
            for (int g = 0; g < groups; g++) {
                int entry = table + g * ENTRY + (word >>> g * GROUP & STATES - 1) * PANEL + LANES;
                b = b.add(FloatVector.fromArray(SPECIES, tables, entry));
            }
            b.intoArray(out, target + LANES);
        }
    }
}
