package org.medspike.app.workbench;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.series.Series;
import org.medspike.imaging.series.Slice;
import org.medspike.mask.Mask;

/**
 * A mask from a file, laid onto the open series.
 *
 * @param name of its file
 * @param series that it was laid onto
 * @param masks upright, for each image of the series
 */
public record LaidMask(String name, Series series, Map<Slice, Mask> masks) {

    /** Copies the map. */
    public LaidMask {
        masks = Map.copyOf(masks);
    }

    /** The mask of an image; empty for one that is not of the series. */
    public Optional<Mask> of(OpenImage image) {
        return image.origin().slice().flatMap(slice -> Optional.ofNullable(masks.get(slice)));
    }

    /** What it measures, with units and n. */
    public String text() {
        long pixels = masks.values().stream().mapToLong(Mask::pixelCount).sum();
        long drawn = masks.values().stream().filter(mask -> !mask.isEmpty()).count();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "Mask of %s: %d px, drawn on %d of %d images", name, pixels, drawn, masks.size()));
        OptionalDouble voxel = series.voxelMm3();
        if (voxel.isPresent()) {
            text.append(String.format(
                    Locale.ROOT,
                    ", volume %.2f ml (n = %d images)",
                    pixels * voxel.getAsDouble() / 1000,
                    masks.size()));
        }
        return text.append('.').toString();
    }

    @Override
    public String toString() {
        return "LaidMask[" + masks.size() + " images]";
    }
}
