package org.medspike.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.DicomReader;
import org.medspike.imaging.nifti.NiftiReader;
import org.medspike.imaging.raster.RasterReader;

/** Opens image files of every known format, by what they contain and not by what they are called. Thread safe. */
public final class ImageFiles {

    private static final Set<String> EXTENSIONS = Set.of(
            "png", "jpg", "jpeg", "jpe", "tif", "tiff", "bmp", "dib", "gif", "webp", "nii", "nii.gz", "hdr", "hdr.gz",
            "dcm");

    private static final Set<String> COMPRESSED = Set.of("nii.gz", "hdr.gz", "img.gz");

    /** Endings of files with voxels, and of the headers beside them. */
    private static final Map<String, List<String>> HEADERS =
            Map.of("img", List.of(".hdr", ".HDR"), "img.gz", List.of(".hdr", ".hdr.gz"));

    /** A directory of DICOM files, which has no image itself. */
    private static final String DICOM_DIRECTORY = "DICOMDIR";

    /** What is to be said of a folder in which {@link #search} finds nothing. */
    public static final String NONE_FOUND = "holds no PNG, JPEG, TIFF, BMP, GIF, WebP, NIfTI or DICOM image";

    private final List<ImageFormatReader> readers;

    /** Opens all formats that the program knows. */
    public ImageFiles() {
        // A DICOM file may begin like a TIFF file: its first 128 bytes are anybody's.
        this(List.of(new DicomReader(), new RasterReader(), new NiftiReader()));
    }

    ImageFiles(List<ImageFormatReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * Opens a file and reads its header. Bare voxels, {@code a.img}, are opened by the header beside them, {@code a.hdr}.
     *
     * @throws ImageReadException if it is missing, empty, of no known format, or damaged
     */
    public ImageSource open(Path file) throws ImageReadException {
        Path header = header(file);
        byte[] head = head(header);
        for (ImageFormatReader reader : readers) {
            if (reader.recognises(head)) {
                return reader.open(header);
            }
        }
        throw ImageReadException.unsupported(
                "the content is not a PNG, JPEG, TIFF, BMP, GIF, WebP, NIfTI or DICOM image, whatever the name says");
    }

    /** Opens a file and decodes its first frame. */
    public Frame readFirst(Path file) throws ImageReadException {
        try (ImageSource source = open(file)) {
            return source.read(0);
        }
    }

    /** Whether a file in a folder is worth trying, by its name. */
    public static boolean hasImageName(Path file) {
        return EXTENSIONS.contains(extension(file.getFileName().toString()));
    }

    /**
     * The files in a folder and below it that are worth trying, sorted: those named like images, and of those without an
     * extension the DICOM files, which are told by their first bytes. Hidden files, DICOM directories and the voxels of
     * NIfTI pairs are left out.
     */
    public static List<Path> search(Path folder) throws IOException {
        return search(folder, Integer.MAX_VALUE);
    }

    /** The same for the folder that a file lies in, without what is below it; the file itself may be among them. */
    public static List<Path> beside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? List.of() : search(folder, 1);
    }

    private static List<Path> search(Path folder, int depth) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, depth)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> hasImageName(file) || isBareDicom(file))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isBareDicom(Path file) {
        String name = file.getFileName().toString();
        return extension(name).isEmpty() && !name.equals(DICOM_DIRECTORY) && DicomFiles.isDicom(file);
    }

    /** The name of a file without its extension: {@code a} for {@code a.png} and for {@code a.nii.gz}. */
    public static String stem(Path file) {
        return stem(file.getFileName().toString());
    }

    /** The same for a name that may have folders before it, with {@code /} between them. */
    public static String stem(String name) {
        String extension = extension(name.substring(name.lastIndexOf('/') + 1));
        return extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    }

    /** In lower case, without the dot. What has only digits is a part of the name, as in a UID, and no extension. */
    private static String extension(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        if (dot < 1 || lower.substring(dot + 1).chars().allMatch(Character::isDigit)) {
            return "";
        }
        int before = lower.lastIndexOf('.', dot - 1);
        String both = lower.substring(before + 1);
        return before > 0 && COMPRESSED.contains(both) ? both : lower.substring(dot + 1);
    }

    /** The file to begin with: of a pair the header. */
    private static Path header(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        for (String ending : HEADERS.getOrDefault(extension(text), List.of())) {
            Path header = file.resolveSibling(stem(text) + ending);
            if (Files.isRegularFile(header)) {
                return header;
            }
        }
        return file;
    }

    private static byte[] head(Path file) throws ImageReadException {
        try {
            if (Files.isDirectory(file)) {
                throw ImageReadException.broken("it is a folder, not an image file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] head = in.readNBytes(ImageFormatReader.HEAD_LENGTH);
                if (head.length == 0) {
                    throw ImageReadException.broken("the file is empty");
                }
                return head;
            }
        } catch (ImageReadException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw ImageReadException.broken("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw ImageReadException.broken("the file may not be read by this user", e);
        } catch (IOException e) {
            throw ImageReadException.broken("the file cannot be read: " + e.getMessage(), e);
        }
    }
}
