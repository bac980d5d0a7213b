package org.medspike.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.Plane;
import org.medspike.inference.MapAgreement;
import org.medspike.inference.StageMaps;
import org.medspike.mask.Mask;

/**
 * The heat maps of one image as numbers.
 *
 * @param stem name of the case
 * @param objectShare share of the image's pixels that belong to the object, 0 to 1: the chance of a random point to hit
 * @param scores of each map in each stage
 */
public record ImageAlignment(String stem, double objectShare, List<Score> scores) {

    /** Copies the list. */
    public ImageAlignment {
        scores = List.copyOf(scores);
    }

    /**
     * One map in numbers.
     *
     * @param stage number, from one
     * @param map which one
     * @param localisation whether it points at the object
     * @param agreement with SA in the same stage; empty for SA itself and where the model has no twin
     */
    public record Score(int stage, AttentionMap map, Localisation localisation, Optional<MapAgreement> agreement) {}

    /** Whether there is no object to point at. */
    public boolean withoutObject() {
        return objectShare == 0;
    }

    /**
     * Of an image's maps.
     *
     * @param truth at the image's own size
     */
    static ImageAlignment of(String stem, List<StageMaps> stages, Mask truth) {
        List<Score> scores = new ArrayList<>();
        for (StageMaps maps : stages) {
            for (AttentionMap kind : AttentionMap.values()) {
                Optional<Plane> found = kind.of(maps);
                if (found.isPresent()) {
                    Optional<MapAgreement> agreement = kind == AttentionMap.SA
                            ? Optional.empty()
                            : maps.sa().map(sa -> MapAgreement.of(found.get(), sa));
                    scores.add(new Score(maps.stage(), kind, Localisation.of(found.get(), truth), agreement));
                }
            }
        }
        double pixels = (double) truth.width() * truth.height();
        return new ImageAlignment(stem, truth.pixelCount() / pixels, scores);
    }
}
