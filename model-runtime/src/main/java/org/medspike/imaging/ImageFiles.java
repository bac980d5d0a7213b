package org.medspike.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.medspike.imaging.raster.RasterReader;

/** Opens image files of every known format, by what they contain and not by what they are called. Thread safe. */
public final class ImageFiles {

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "jpe", "tif", "tiff", "bmp", "dib");

    /** What is to be said of a folder in which {@link #search} finds nothing. */
    public static final String NONE_FOUND = "holds no PNG, JPEG, TIFF or BMP image";

    private final List<ImageFormatReader> readers;

    /** Opens all formats that the program knows. */
    public ImageFiles() {
        this(List.of(new RasterReader()));
    }

    ImageFiles(List<ImageFormatReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws ImageReadException if it is missing, empty, of no known format, or damaged
     */
    public ImageSource open(Path file) throws ImageReadException {
        byte[] head = head(file);
        for (ImageFormatReader reader : readers) {
            if (reader.recognises(head)) {
                return reader.open(file);
            }
        }
        throw ImageReadException.unsupported(
                "the content is not a PNG, JPEG, TIFF or BMP image, whatever the name says");
    }

    /** Opens a file and decodes its first frame. */
    public Frame readFirst(Path file) throws ImageReadException {
        try (ImageSource source = open(file)) {
            return source.read(0);
        }
    }

    /** Whether a file in a folder is worth trying, by its name. */
    public static boolean hasImageName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** The files in a folder and below it that are named like images, sorted; hidden ones are left out. */
    public static List<Path> search(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(ImageFiles::hasImageName)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
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
