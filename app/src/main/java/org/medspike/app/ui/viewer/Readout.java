package org.medspike.app.ui.viewer;

import java.util.Locale;
import java.util.Optional;
import org.medspike.app.workbench.OpenImage;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;
import org.medspike.inference.Segmentation;

/**
 * What the pointer reads: where it is, in pixels and, where the file tells it, in millimetres; what the pixel measures; and
 * what the model says of it.
 */
final class Readout {

    private Readout() {}

    /** One line; the point lies in the image. */
    static String of(OpenImage image, ImagePoint point, Optional<Segmentation> segmentation) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "x %d  y %d px", point.x(), point.y()));
        position(image, point).ifPresent(mm -> text.append("   ").append(mm));
        text.append("   ").append(value(image, point));
        segmentation.ifPresent(result -> text.append(String.format(
                Locale.ROOT, "   probability %.3f", result.probability().at(point.x(), point.y()))));
        return text.toString();
    }

    /** In the patient where the file says where the image lies; else from the upper left corner; else not at all. */
    private static Optional<String> position(OpenImage image, ImagePoint point) {
        Optional<Placement> placement = image.origin().placement();
        if (placement.isPresent()) {
            return Optional.of(inPatient(image.stored(), placement.get(), point));
        }
        Optional<PixelSpacing> spacing = image.upright().spacing();
        return spacing.map(s -> String.format(
                Locale.ROOT, "x %.1f  y %.1f mm", (point.x() + 0.5) * s.columnMm(), (point.y() + 0.5) * s.rowMm()));
    }

    private static String inPatient(Frame stored, Placement placement, ImagePoint point) {
        int index = stored.orientation().storedIndex(point.x(), point.y(), stored.width(), stored.height());
        Vector3 at = placement.at(index % stored.width(), index / stored.width());
        return String.format(
                Locale.ROOT,
                "%s %.1f  %s %.1f  %s %.1f mm",
                at.x() < 0 ? "R" : "L",
                Math.abs(at.x()),
                at.y() < 0 ? "A" : "P",
                Math.abs(at.y()),
                at.z() < 0 ? "F" : "H",
                Math.abs(at.z()));
    }

    private static String value(OpenImage image, ImagePoint point) {
        Frame frame = image.upright();
        if (frame.photometric().samples() > 1) {
            return colours(frame, point);
        }
        double stored = frame.samples().value(point.y() * frame.width() + point.x());
        GreyScale scale = frame.greyScale();
        Optional<String> unit = image.origin().examination().unit();
        String measure = number(frame.measure(point.x(), point.y()));
        if (unit.isPresent()) {
            return measure + " " + unit.get();
        }
        boolean same =
                scale.slope() == 1 && scale.intercept() == 0 && scale.measures().isEmpty();
        return same
                ? "stored value " + number(stored) + " (" + frame.photometric().label() + ")"
                : "value " + measure + " (stored " + number(stored) + ", no unit given)";
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.5g", value);
    }

    private static String colours(Frame frame, ImagePoint point) {
        StringBuilder text = new StringBuilder("stored value");
        for (int c = 0; c < frame.photometric().samples(); c++) {
            text.append(c == 0 ? " " : " / ").append(frame.sample(point.x(), point.y(), c));
        }
        return text.append(" (").append(frame.photometric().label()).append(')').toString();
    }
}
