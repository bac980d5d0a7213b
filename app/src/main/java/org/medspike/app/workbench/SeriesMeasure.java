package org.medspike.app.workbench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.series.Series;

/**
 * What the masks of a series measure together, at one threshold.
 *
 * @param series that was segmented
 * @param segmented how many of its images
 * @param pixels of all masks
 * @param threshold that cut them
 */
public record SeriesMeasure(Series series, int segmented, long pixels, double threshold) {

    /** The volume, in millilitres; empty where the positions do not tell it, or images are left to segment. */
    public OptionalDouble millilitres() {
        OptionalDouble voxel = series.voxelMm3();
        return voxel.isPresent() && segmented == series.slices().size()
                ? OptionalDouble.of(pixels * voxel.getAsDouble() / 1000)
                : OptionalDouble.empty();
    }

    /** In words, with units and how many images count. */
    public String text() {
        int all = series.slices().size();
        String counted = String.format(
                Locale.ROOT,
                "%d of %d images segmented, threshold %.2f: %d px in all masks.",
                segmented,
                all,
                threshold,
                pixels);
        return counted + "\n" + volumeText();
    }

    private String volumeText() {
        OptionalDouble volume = millilitres();
        if (volume.isPresent()) {
            PixelSpacing pixel = series.slices().get(0).spacing().orElseThrow();
            return String.format(
                    Locale.ROOT,
                    "Volume %.2f ml (n = %d images; voxel %.3f x %.3f x %.3f mm, the last from the positions).",
                    volume.getAsDouble(),
                    segmented,
                    pixel.columnMm(),
                    pixel.rowMm(),
                    series.geometry().distanceMm().orElseThrow());
        }
        Optional<String> why = series.geometry().noVolume();
        if (why.isPresent()) {
            return "No volume in ml: " + why.get() + ".";
        }
        return series.voxelMm3().isEmpty()
                ? "No volume in ml: the file gives no pixel spacing."
                : "The volume follows when all images are segmented.";
    }
}
