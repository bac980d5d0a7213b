package org.medspike.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.SourceObject;
import org.medspike.imaging.dicom.write.Attribute;
import org.medspike.imaging.dicom.write.Uid;

/**
 * Which inputs are written together: single-frame DICOM files of one series, size and space that say where they lie. All others
 * stand for themselves.
 *
 * <p>A volume of one file is named after it, one of several after their folder, with a number where that is taken.
 */
final class VolumePlan {

    private final Map<BatchInput, Volume> volumes = new HashMap<>();
    private final Map<BatchInput, SourceObject> sources = new HashMap<>();

    private VolumePlan() {}

    /** Reads the headers of DICOM files; what cannot be read is told when its turn comes. */
    static VolumePlan of(List<BatchInput> inputs, boolean deidentified) {
        VolumePlan plan = new VolumePlan();
        Map<List<Object>, List<BatchInput>> series = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        Set<List<Object>> instances = new HashSet<>();
        for (BatchInput input : inputs) {
            taken.add(input.target().toLowerCase(Locale.ROOT));
            Optional<SourceObject> source = source(input);
            source.ifPresent(known -> plan.sources.put(input, known));
            List<Object> key = source.flatMap(known -> series(known, instances)).orElse(List.of(input));
            series.computeIfAbsent(key, k -> new ArrayList<>()).add(input);
        }
        for (List<BatchInput> members : series.values()) {
            Volume volume =
                    new Volume(members.size() == 1 ? members.get(0).target() : free(members, deidentified, taken));
            for (BatchInput member : members) {
                volume.expectFile();
                plan.volumes.put(member, volume);
            }
        }
        return plan;
    }

    /** What the slices of a series share; nothing for what is no slice, or a copy of one that is there already. */
    private static Optional<List<Object>> series(SourceObject source, Set<List<Object>> instances) {
        if (!source.placed() || source.frames() != 1 || !Uid.isOne(source.seriesInstanceUid())) {
            return Optional.empty();
        }
        List<Object> shared = List.of(
                source.copied().text(Attribute.STUDY_INSTANCE_UID),
                source.seriesInstanceUid(),
                source.frameOfReferenceUid(),
                source.rows(),
                source.columns());
        return instances.add(List.of(shared, source.sopInstanceUid())) ? Optional.of(shared) : Optional.empty();
    }

    private static Optional<SourceObject> source(BatchInput input) {
        try {
            return DicomFiles.source(input.file());
        } catch (ImageReadException e) {
            return Optional.empty();
        }
    }

    private static String free(List<BatchInput> members, boolean deidentified, Set<String> taken) {
        String target = members.get(0).target();
        String above = target.contains("/") ? target.substring(0, target.lastIndexOf('/') + 1) : "";
        Path folder = members.get(0).file().toAbsolutePath().normalize().getParent();
        String own = folder == null || folder.getFileName() == null
                ? "series"
                : folder.getFileName().toString();
        String name = deidentified ? "series" : above + own;
        String free = name;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** What an input is written together with. */
    Volume volume(BatchInput input) {
        return Objects.requireNonNull(volumes.get(input), "every input has its volume");
    }

    /** The DICOM object of an input, where it is one. */
    Optional<SourceObject> sourceOf(BatchInput input) {
        return Optional.ofNullable(sources.get(input));
    }
}
