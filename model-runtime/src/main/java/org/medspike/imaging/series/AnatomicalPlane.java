package org.medspike.imaging.series;

import java.util.Locale;
import java.util.Optional;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/**
 * A plane through the patient. Slices that are oblique count as the plane they are nearest to.
 *
 * <p>Shown as radiologists do: the patient's left is on the right of the screen, in sagittal planes posterior is; anterior is
 * at the top of axial planes, the head at the top of the others.
 */
public enum AnatomicalPlane {
    /** From foot to head. */
    AXIAL(0, 1, 2),
    /** From front to back. */
    CORONAL(0, 2, 1),
    /** From right to left. */
    SAGITTAL(1, 2, 0);

    private final int across;
    private final int down;
    private final int through;

    AnatomicalPlane(int across, int down, int through) {
        this.across = across;
        this.down = down;
        this.through = through;
    }

    /** The plane that a frame lies in most nearly; empty where it lies between two. */
    public static Optional<AnatomicalPlane> of(Placement placement) {
        return nearest(placement.normal());
    }

    private static Optional<AnatomicalPlane> nearest(Vector3 normal) {
        double[] parts = {Math.abs(normal.x()), Math.abs(normal.y()), Math.abs(normal.z())};
        for (AnatomicalPlane plane : values()) {
            double own = parts[plane.through];
            if (own > parts[plane.across] + 1e-6 && own > parts[plane.down] + 1e-6) {
                return Optional.of(plane);
            }
        }
        return Optional.empty();
    }

    /** The patient's axis (x 0, y 1, z 2) that runs along the screen's rows, in its own direction. */
    int across() {
        return across;
    }

    /** The axis that runs along the screen's columns. */
    int down() {
        return down;
    }

    /** Whether that axis, as it points in DICOM, points downwards on the screen: towards the back, but not to the head. */
    boolean isDownward() {
        return down == 1;
    }

    /** The axis that crosses the plane. */
    int through() {
        return through;
    }

    /** For the user, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
