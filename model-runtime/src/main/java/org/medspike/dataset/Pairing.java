package org.medspike.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.DicomHeader;

/** Brings the images and the masks of a folder together, and gathers what does not go together. */
final class Pairing {

    /** Formats that hold one image, by their extensions. */
    private static final List<String> SINGLE = List.of(".png", ".jpg", ".jpeg", ".bmp");

    private static final String SEGMENTATION = "SEG";
    private static final int OWNER_DIGITS = 16;

    private final ImageFiles files = new ImageFiles();
    private final Map<String, Path> images;
    private final Map<String, Path> masks;
    private final Map<String, DicomHeader> headers = new TreeMap<>();
    private final Map<String, Path> segmentationOf = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Of files by stem. */
    Pairing(Map<String, Path> images, Map<String, Path> masks) {
        this.images = images;
        this.masks = new TreeMap<>(masks);
    }

    /**
     * The pairs, sorted by stem.
     *
     * @throws DataFolderException naming everything that has no partner
     */
    List<Case> cases() throws DataFolderException {
        takeSegmentations();
        images.forEach((stem, image) -> header(image).ifPresent(header -> headers.put(stem, header)));
        List<Case> cases = new ArrayList<>();
        images.forEach((stem, image) -> cases.addAll(cases(stem, image)));
        masks.forEach((stem, mask) -> {
            if (!images.containsKey(stem)) {
                faults.add("The mask " + mask + " has no image of the same name.");
            }
        });
        if (!faults.isEmpty()) {
            throw DataFolderException.of(faults);
        }
        return List.copyOf(cases);
    }

    /** Notes which images the segmentations refer to, and takes these out of the masks that are images. */
    private void takeSegmentations() {
        masks.values().removeIf(mask -> {
            if (header(mask).filter(h -> h.modality().equals(SEGMENTATION)).isEmpty()) {
                return false;
            }
            try {
                for (String instance : DicomFiles.segmentation(mask).objects().keySet()) {
                    Path other = segmentationOf.put(instance, mask);
                    if (other != null) {
                        faults.add("Two segmentations, " + other + " and " + mask + ", refer to the same image.");
                    }
                }
            } catch (ImageReadException e) {
                faults.add("The file " + mask + " cannot be read: " + e.getMessage() + ".");
            }
            return true;
        });
    }

    private static Optional<DicomHeader> header(Path file) {
        try {
            return DicomFiles.header(file);
        } catch (ImageReadException e) {
            // Told when it is decoded, together with all other faults.
            return Optional.empty();
        }
    }

    private List<Case> cases(String stem, Path image) {
        Optional<DicomHeader> header = Optional.ofNullable(headers.get(stem));
        String owner = header.filter(h -> !h.patientId().isBlank())
                .map(h -> pseudonym(h.patientId()))
                .orElse(stem);
        Path segmentation =
                header.map(h -> segmentationOf.get(h.sopInstanceUid())).orElse(null);
        if (segmentation != null) {
            return List.of(new Case(stem, image, segmentation, 0, header.get().sopInstanceUid(), owner));
        }
        Path mask = masks.get(stem);
        if (mask == null) {
            faults.add("The image " + image + " has no mask of the same name"
                    + (segmentationOf.isEmpty() ? "." : ", and no segmentation refers to it."));
            return List.of();
        }
        int frames = frames(image);
        int drawn = frames(mask);
        if (frames != drawn) {
            faults.add("The image " + image + " has " + frames + " frames, its mask " + mask + " has " + drawn + ".");
            return List.of();
        }
        if (frames == 1) {
            return List.of(new Case(stem, image, mask, 0, "", owner));
        }
        return IntStream.range(0, frames)
                .mapToObj(i -> new Case(String.format(Locale.ROOT, "%s_%04d", stem, i + 1), image, mask, i, "", owner))
                .toList();
    }

    private int frames(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (SINGLE.stream().anyMatch(name::endsWith)) {
            return 1;
        }
        try (ImageSource source = files.open(file)) {
            return source.info().frames();
        } catch (ImageReadException e) {
            return 1;
        }
    }

    /** Tells patients apart without naming one. */
    private static String pseudonym(String patientId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(patientId.getBytes(StandardCharsets.UTF_8));
            return "patient-" + HexFormat.of().formatHex(digest).substring(0, OWNER_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
