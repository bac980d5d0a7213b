package org.medspike.imaging.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts slices into series while they are found.
 *
 * <p>Images with one Series Instance UID belong together if they have one geometry; what differs becomes a part of its own. A
 * clip, whose frames have no positions, stays by itself, and so does each volume of a file. Pictures that tell nothing of a
 * series are one list for each folder.
 */
final class Grouping {

    private final Map<String, List<SeriesGroup>> groups = new LinkedHashMap<>();

    void add(Path file, FileHeader header) {
        List<Slice> slices = header.slices();
        int period = header.period();
        for (int i = 0; i < slices.size(); i++) {
            SeriesGroup group = group(header, slices.get(i), key(file, header), i / period);
            if (i == 0 && header.all() > slices.size()) {
                group.cutShort(header.all(), slices.size());
            }
            group.add(slices.get(i));
        }
    }

    private static String key(Path file, FileHeader header) {
        boolean many = header.slices().size() > 1;
        boolean placed = header.slices().get(0).placement().isPresent();
        String uid = header.examination().seriesUid().orElse("");
        if (!uid.isEmpty() && (placed || !many)) {
            return "uid " + uid;
        }
        if (uid.isEmpty() && !many && header.format().equals("DICOM")) {
            // Without a UID nothing says that two files belong together.
            return "file " + file;
        }
        return many ? "file " + file : "pictures " + file.toAbsolutePath().getParent();
    }

    private SeriesGroup group(FileHeader header, Slice slice, String key, int volume) {
        List<SeriesGroup> parts = groups.computeIfAbsent(key, absent -> new ArrayList<>());
        for (SeriesGroup part : parts) {
            if (part.takes(slice, volume)) {
                return part;
            }
        }
        SeriesGroup fresh = new SeriesGroup(header.format(), header.examination(), key.startsWith("pictures"), volume);
        parts.add(fresh);
        return fresh;
    }

    /** The series as far as they are found. */
    List<Series> series() {
        List<Series> all = new ArrayList<>();
        for (List<SeriesGroup> parts : groups.values()) {
            boolean volumes = parts.stream().anyMatch(part -> part.volume() > 0);
            for (int i = 0; i < parts.size(); i++) {
                all.add(parts.get(i).series(i + 1, parts.size(), volumes));
            }
        }
        return all;
    }
}
