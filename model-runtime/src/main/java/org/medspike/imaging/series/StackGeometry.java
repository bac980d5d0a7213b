package org.medspike.imaging.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/**
 * How the slices of a series lie on one another, from their positions alone; Slice Thickness, which says how thick a slice
 * was taken, is never asked.
 *
 * @param distanceMm from one slice to the next along the normal, the median; empty where positions are unknown
 * @param tiltDegrees between the normal and the direction in which the slices are stacked; zero for a straight stack
 * @param findings what is wrong or unusual, a sentence each
 * @param noVolume why lengths across slices, and so volumes, would be wrong; empty where they are right
 * @param noPlanes why other planes than the slices' own cannot be cut; empty where they can
 */
public record StackGeometry(
        OptionalDouble distanceMm,
        double tiltDegrees,
        List<String> findings,
        Optional<String> noVolume,
        Optional<String> noPlanes) {

    /** Nearer than this, two slices lie at the same position. */
    private static final double SAME_POSITION_MM = 0.01;

    /** From this multiple of the usual distance on, something is missing. */
    private static final double GAP = 1.5;

    /** Share of the usual distance that positions which files write with few digits may be off. */
    private static final double EVEN = 0.05;

    /** Share of a pixel that slices may be shifted sideways before anybody could see it. */
    private static final double SHIFT_PIXELS = 0.5;

    private static final int MOST_TOLD = 3;

    /** Copies the findings. */
    public StackGeometry {
        findings = List.copyOf(findings);
    }

    /** Looks at slices of one size and direction that are in order already. */
    static StackGeometry of(List<Slice> slices) {
        if (slices.stream().anyMatch(slice -> slice.placement().isEmpty())) {
            String why = "the file does not say where its images lie in the patient";
            return unknown(slices.size() == 1 ? "there is a single image" : why);
        }
        if (slices.size() == 1) {
            return unknown("there is a single slice");
        }
        List<Placement> placements =
                slices.stream().map(slice -> slice.placement().get()).toList();
        return of(placements, steps(placements));
    }

    private static StackGeometry unknown(String why) {
        return new StackGeometry(OptionalDouble.empty(), 0, List.of(), Optional.of(why), Optional.of(why));
    }

    private static double[] steps(List<Placement> placements) {
        Vector3 normal = placements.get(0).normal();
        double[] steps = new double[placements.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = placements
                    .get(i + 1)
                    .origin()
                    .minus(placements.get(i).origin())
                    .dot(normal);
        }
        return steps;
    }

    private static StackGeometry of(List<Placement> placements, double[] steps) {
        double[] apart = Arrays.stream(steps)
                .filter(step -> step >= SAME_POSITION_MM)
                .sorted()
                .toArray();
        if (apart.length == 0) {
            String why = "all slices lie at the same position";
            return new StackGeometry(
                    OptionalDouble.empty(),
                    0,
                    List.of("All " + placements.size() + " slices lie at the same position."),
                    Optional.of(why),
                    Optional.of(why));
        }
        double usual = apart[apart.length / 2];
        List<String> findings = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        duplicates(steps, findings, flaws);
        gaps(steps, usual, findings, flaws);
        uneven(apart, usual, findings, flaws);
        Optional<String> noVolume = flaws.stream().findFirst();
        double tilt = sideways(placements, findings, flaws);
        return new StackGeometry(
                OptionalDouble.of(usual),
                tilt,
                findings,
                noVolume,
                flaws.stream().findFirst());
    }

    private static void duplicates(double[] steps, List<String> findings, List<String> flaws) {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] < SAME_POSITION_MM) {
                same.add(i);
            }
        }
        if (!same.isEmpty()) {
            findings.add(String.format(
                    Locale.ROOT,
                    "%d of %d slices lie where another one lies, first slices %d and %d; perhaps several passes were"
                            + " stored as one series.",
                    same.size(),
                    steps.length + 1,
                    same.get(0) + 1,
                    same.get(0) + 2));
            flaws.add("several slices lie at the same position");
        }
    }

    private static void gaps(double[] steps, double usual, List<String> findings, List<String> flaws) {
        int count = 0;
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] > GAP * usual) {
                count++;
                if (count <= MOST_TOLD) {
                    long missing = Math.round(steps[i] / usual) - 1;
                    findings.add(String.format(
                            Locale.ROOT,
                            "Between slices %d and %d %s to be missing: they are %.2f mm apart where %.2f mm are usual.",
                            i + 1,
                            i + 2,
                            missing == 1 ? "one slice seems" : missing + " slices seem",
                            steps[i],
                            usual));
                }
            }
        }
        if (count > MOST_TOLD) {
            findings.add("There are " + count + " such gaps in all.");
        }
        if (count > 0) {
            flaws.add("slices are missing");
        }
    }

    private static void uneven(double[] apart, double usual, List<String> findings, List<String> flaws) {
        double most = Math.max(EVEN * usual, SAME_POSITION_MM);
        double[] regular =
                Arrays.stream(apart).filter(step -> step <= GAP * usual).toArray();
        double low = regular[0];
        double high = regular[regular.length - 1];
        if (usual - low > most || high - usual > most) {
            findings.add(String.format(
                    Locale.ROOT, "The distance from slice to slice varies from %.2f to %.2f mm.", low, high));
            flaws.add("the slices are not evenly spaced");
        }
    }

    /** Whether slices are shifted against each other: evenly, as by a tilted gantry, or not. */
    private static double sideways(List<Placement> placements, List<String> findings, List<String> flaws) {
        Placement first = placements.get(0);
        Vector3 normal = first.normal();
        Vector3 whole = placements.get(placements.size() - 1).origin().minus(first.origin());
        double rise = whole.dot(normal);
        double pixel = Math.min(first.spacing().rowMm(), first.spacing().columnMm());
        double shift = whole.minus(normal.times(rise)).length();
        double worst = 0;
        for (Placement placement : placements) {
            Vector3 from = placement.origin().minus(first.origin());
            worst = Math.max(
                    worst, from.minus(whole.times(from.dot(normal) / rise)).length());
        }
        if (worst > SHIFT_PIXELS * pixel) {
            findings.add(String.format(
                    Locale.ROOT, "The slices are shifted against each other sideways, by up to %.2f mm.", worst));
            flaws.add("the slices are shifted against each other");
            return 0;
        }
        if (shift <= SHIFT_PIXELS * pixel) {
            return 0;
        }
        double degrees = Math.toDegrees(Math.atan2(shift, rise));
        findings.add(String.format(
                Locale.ROOT,
                "The slices are tilted by %.1f degrees against the direction in which they are stacked (gantry tilt).",
                degrees));
        flaws.add(String.format(
                Locale.ROOT, "the slices are tilted by %.1f degrees and other planes would be sheared", degrees));
        return degrees;
    }
}
