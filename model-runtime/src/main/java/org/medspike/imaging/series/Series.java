package org.medspike.imaging.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.Examination;
import org.medspike.imaging.PixelSpacing;

/**
 * Images that belong together, in order: by position along the normal where they have one, else as frames follow each other,
 * by instance number, by name.
 *
 * @param format of the first file, such as {@code DICOM}
 * @param part which of several groups with one Series Instance UID, or which volume of one file, from 1; 0 where there is one
 * @param examination that the first file tells of
 * @param slices in order; never empty
 * @param geometry how the slices lie on one another
 * @param remarks what else is unusual, a sentence each
 */
public record Series(
        String format,
        int part,
        Examination examination,
        List<Slice> slices,
        StackGeometry geometry,
        List<String> remarks) {

    /** Copies the lists. */
    public Series {
        slices = List.copyOf(slices);
        remarks = List.copyOf(remarks);
    }

    /** For a list to choose from: modality, number, images and size, without anything of the patient. */
    public String label() {
        StringBuilder label = new StringBuilder(examination.modality().orElse(format));
        examination.seriesNumber().ifPresent(number -> label.append(" series ").append(number));
        if (part > 0) {
            label.append(", part ").append(part);
        }
        label.append(", ").append(slices.size()).append(slices.size() == 1 ? " image" : " images");
        Slice first = slices.get(0);
        return isOfOneSize()
                ? label.append(", ")
                        .append(first.width())
                        .append(" x ")
                        .append(first.height())
                        .toString()
                : label.append(" of several sizes").toString();
    }

    private boolean isOfOneSize() {
        Slice first = slices.get(0);
        return slices.stream().allMatch(slice -> slice.width() == first.width() && slice.height() == first.height());
    }

    /** Everything that the user should know of the series before trusting it. */
    public List<String> findings() {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(geometry.findings());
        return all;
    }

    /** The plane that its slices lie in most nearly; empty where that is unknown. */
    public Optional<AnatomicalPlane> plane() {
        return slices.get(0).placement().flatMap(AnatomicalPlane::of);
    }

    /** What a voxel measures, in cubic millimetres; empty where positions or pixel sizes do not tell it. */
    public OptionalDouble voxelMm3() {
        Optional<PixelSpacing> pixel = slices.get(0).spacing();
        return pixel.isPresent()
                        && geometry.noVolume().isEmpty()
                        && geometry.distanceMm().isPresent()
                ? OptionalDouble.of(pixel.get().rowMm()
                        * pixel.get().columnMm()
                        * geometry.distanceMm().getAsDouble())
                : OptionalDouble.empty();
    }

    /** Where a frame of a file is in the order; empty where it belongs to another series. */
    public Optional<Integer> indexOf(Path file, int frame) {
        for (int i = 0; i < slices.size(); i++) {
            if (slices.get(i).frame() == frame && slices.get(i).file().equals(file)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Tells neither files nor the patient. */
    @Override
    public String toString() {
        return "Series[" + label() + "]";
    }
}
