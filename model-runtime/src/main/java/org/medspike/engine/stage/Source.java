package org.medspike.engine.stage;

import java.util.List;

/** What is given from outside: the image, three channels without padding. */
public final class Source extends Stage {

    /** An image of this size. */
    public Source(Extent extent) {
        super("", List.of(), extent, false);
    }

    @Override
    public int pixelStride() {
        return extent().channels();
    }

    @Override
    public String kernel() {
        return "image";
    }

    /**
     * Lays an image into the map.
     *
     * @param planes {@code [channels, height, width]}
     */
    public void load(Workspace w, float[] planes) {
        int channels = extent().channels();
        int area = extent().height() * extent().width();
        for (int y = 0; y < extent().height(); y++) {
            row(w, y);
            int target = offset(y, 0);
            for (int x = 0; x < extent().width(); x++) {
                for (int c = 0; c < channels; c++) {
                    floats(w)[target++] = planes[c * area + y * extent().width() + x];
                }
            }
        }
    }

    @Override
    public void row(Workspace w, int y) {
        closeMargins(w, y);
    }
}
