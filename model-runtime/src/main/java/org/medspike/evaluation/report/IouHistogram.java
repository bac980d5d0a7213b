package org.medspike.evaluation.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.medspike.evaluation.ImageScore;

/** How the images' IoU are spread, as a drawing inside a page: a mean alone hides the images that fail. */
final class IouHistogram {

    private static final int BINS = 20;
    private static final int BAR = 18;
    private static final int LEFT = 36;
    private static final int TOP = 12;
    private static final int HEIGHT = 120;
    private static final int FOOT = 36;

    private IouHistogram() {}

    /** Images in each bin of a width of 0.05; the last one holds 1 too. */
    static int[] bins(List<ImageScore> scores) {
        int[] bins = new int[BINS];
        for (ImageScore score : scores) {
            bins[Math.min(BINS - 1, (int) (score.counts().iou() * BINS))]++;
        }
        return bins;
    }

    /** The drawing; colours come from the page's style. */
    static String svg(List<ImageScore> scores) {
        int[] bins = bins(scores);
        int most = Math.max(1, Arrays.stream(bins).max().orElse(1));
        int width = LEFT + BINS * BAR + BAR;
        int bottom = TOP + HEIGHT;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"histogram\" role=\"img\" aria-label=\"Histogram of IoU\" viewBox=\"0 0 %d %d\""
                        + " width=\"%d\" height=\"%d\">\n",
                width,
                bottom + FOOT,
                width,
                bottom + FOOT));
        for (int i = 0; i < BINS; i++) {
            if (bins[i] == 0) {
                continue;
            }
            int height = (int) Math.round((double) HEIGHT * bins[i] / most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">"
                            + "<title>IoU %.2f to %.2f: %d images</title></rect>\n",
                    LEFT + i * BAR + 1,
                    bottom - height,
                    BAR - 2,
                    height,
                    (double) i / BINS,
                    (i + 1.0) / BINS,
                    bins[i]));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
                LEFT,
                bottom,
                LEFT + BINS * BAR,
                bottom));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            label(
                    svg,
                    LEFT + tenth * BINS * BAR / 10,
                    bottom + 14,
                    "middle",
                    String.format(Locale.ROOT, "%.1f", tenth / 10.0));
        }
        label(svg, LEFT - 4, TOP + 8, "end", Integer.toString(most));
        label(svg, LEFT - 4, bottom, "end", "0");
        label(
                svg,
                LEFT + BINS * BAR / 2,
                bottom + 30,
                "middle",
                "IoU of an image (images in bins of 0.05, n = " + scores.size() + ")");
        return svg.append("</svg>").toString();
    }

    private static void label(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                Html.escaped(text)));
    }
}
