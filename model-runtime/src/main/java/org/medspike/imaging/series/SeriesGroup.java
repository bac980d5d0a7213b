package org.medspike.imaging.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.Examination;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/** Slices of one series and one geometry while they are found, in any order. */
final class SeriesGroup {

    /** Cosine and share up to which directions and sizes that files write with few digits are the same. */
    private static final double SAME = 1e-4;

    private final String format;
    private final Examination examination;
    private final boolean sizesMayDiffer;
    private final int volume;
    private final List<String> remarks = new ArrayList<>();
    private final List<Slice> slices = new ArrayList<>();

    /**
     * An empty group.
     *
     * @param sizesMayDiffer whether it is a list of pictures, which need not be alike
     * @param volume of the file or files, from zero
     */
    SeriesGroup(String format, Examination examination, boolean sizesMayDiffer, int volume) {
        this.format = format;
        this.examination = examination;
        this.sizesMayDiffer = sizesMayDiffer;
        this.volume = volume;
    }

    /** Whether a slice has the volume, size, direction and spacing of those that are here. */
    boolean takes(Slice slice, int ofVolume) {
        if (ofVolume != volume) {
            return false;
        }
        if (slices.isEmpty() || sizesMayDiffer) {
            return true;
        }
        Slice first = slices.get(0);
        return first.width() == slice.width()
                && first.height() == slice.height()
                && sameSpacing(first.spacing(), slice.spacing())
                && sameDirections(first.placement(), slice.placement());
    }

    private static boolean sameSpacing(Optional<PixelSpacing> a, Optional<PixelSpacing> b) {
        return a.isPresent() == b.isPresent()
                && (a.isEmpty()
                        || same(a.get().rowMm(), b.get().rowMm())
                                && same(a.get().columnMm(), b.get().columnMm()));
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * a;
    }

    private static boolean sameDirections(Optional<Placement> a, Optional<Placement> b) {
        return a.isPresent() == b.isPresent()
                && (a.isEmpty()
                        || same(a.get().alongRow(), b.get().alongRow())
                                && same(a.get().alongColumn(), b.get().alongColumn()));
    }

    private static boolean same(Vector3 a, Vector3 b) {
        return a.dot(b) > 1 - SAME;
    }

    void add(Slice slice) {
        slices.add(slice);
    }

    void cutShort(int frames, int listed) {
        remarks.add("The file has " + frames + " frames; the first " + listed + " are listed.");
    }

    /** Which volume of its file it is, from zero. */
    int volume() {
        return volume;
    }

    /**
     * The series as far as it is found.
     *
     * @param part which of those with one UID or in one file it is, from 1
     * @param parts how many of them there are
     * @param volumes whether they are volumes of one file
     */
    Series series(int part, int parts, boolean volumes) {
        List<Slice> ordered = new ArrayList<>(slices);
        Optional<Placement> first = ordered.get(0).placement();
        Comparator<Slice> byName = Comparator.comparing(
                        (Slice slice) -> slice.file().toString(), NaturalOrder.COMPARATOR)
                .thenComparingInt(Slice::frame);
        Comparator<Slice> byNumber = Comparator.comparingInt(
                        (Slice slice) -> slice.number().orElse(Integer.MAX_VALUE))
                .thenComparing(byName);
        ordered.sort(
                first.isEmpty()
                        ? byNumber
                        : Comparator.comparingDouble((Slice slice) ->
                                        along(slice, first.get().normal()))
                                .thenComparing(byNumber));
        List<String> told = new ArrayList<>(remarks);
        long sizes = ordered.stream()
                .map(slice -> List.of(slice.width(), slice.height()))
                .distinct()
                .count();
        if (sizes > 1) {
            told.add("Its images have " + sizes + " different sizes.");
        }
        if (parts > 1) {
            told.add(
                    volumes
                            ? "The file holds " + parts + " volumes, of which this is volume " + part + "."
                            : "The images of this series differ in size, direction or pixel spacing; they are shown as "
                                    + parts + " parts, of which this is part " + part + ".");
        }
        return new Series(format, parts > 1 ? part : 0, examination, ordered, StackGeometry.of(ordered), told);
    }

    /** Position along the normal, in millimetres; all slices of a group have a placement, or none has. */
    private static double along(Slice slice, Vector3 normal) {
        return slice.placement().orElseThrow().origin().dot(normal);
    }
}
