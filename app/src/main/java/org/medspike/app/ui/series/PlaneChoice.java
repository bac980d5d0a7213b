package org.medspike.app.ui.series;

import java.util.Optional;
import org.medspike.imaging.series.AnatomicalPlane;

/**
 * A plane to choose.
 *
 * @param label for the user
 * @param plane which; empty for the images as they were taken
 */
public record PlaneChoice(String label, Optional<AnatomicalPlane> plane) {

    @Override
    public String toString() {
        return label;
    }
}
