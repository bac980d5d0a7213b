package org.medspike.export.coco;

import java.util.BitSet;
import org.medspike.mask.Component;
import org.medspike.mask.Mask;

/**
 * COCO's compressed run lengths: how many pixels of background, object, background ... follow one another down the columns,
 * from the left; each as characters of five bits, from the third on as the difference to the one before the last
 * (cocoapi, {@code rleToString}).
 */
final class RunLengths {

    private final StringBuilder text = new StringBuilder();
    private int written;
    private long last;
    private long beforeLast;

    private RunLengths() {}

    /** Of one part of a mask, given alone, within its box. */
    static String of(Mask part, Component box) {
        RunLengths runs = new RunLengths();
        BitSet pixels = part.pixels();
        int height = part.height();
        long run = (long) box.left() * height;
        boolean object = false;
        for (int x = box.left(); x < box.left() + box.width(); x++) {
            for (int y = 0; y < height; y++) {
                if (pixels.get(y * part.width() + x) != object) {
                    runs.add(run);
                    run = 0;
                    object = !object;
                }
                run++;
            }
        }
        long behind = (long) (part.width() - box.left() - box.width()) * height;
        if (object) {
            runs.add(run);
            run = 0;
        }
        if (run + behind > 0) {
            runs.add(run + behind);
        }
        return runs.text.toString();
    }

    private void add(long run) {
        long rest = written > 2 ? run - beforeLast : run;
        boolean more = true;
        while (more) {
            long five = rest & 0x1f;
            rest >>= 5;
            more = (five & 0x10) != 0 ? rest != -1 : rest != 0;
            text.append((char) ('0' + (more ? five | 0x20 : five)));
        }
        beforeLast = last;
        last = run;
        written++;
    }
}
