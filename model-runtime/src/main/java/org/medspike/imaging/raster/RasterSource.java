package org.medspike.imaging.raster;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFormatReader;
import org.medspike.imaging.ImageInfo;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.codec.jpeg.JpegMarks;
import org.medspike.imaging.raster.tiff.DeepTiff;

/** An open raster file. */
final class RasterSource implements ImageSource {

    /** Four samples of each must be countable by one Java array. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;

    private final RasterFormat format;
    private final ImageReader reader;
    private final ImageInputStream stream;
    private final ImageInfo info;
    private final Path file;
    private final long fileLength;
    private final @Nullable GifFrames gif;
    private boolean cutShort;

    private RasterSource(
            RasterFormat format,
            ImageReader reader,
            ImageInputStream stream,
            ImageInfo info,
            Path file,
            long fileLength,
            @Nullable GifFrames gif) {
        this.file = file;
        this.gif = gif;
        this.format = format;
        this.reader = reader;
        this.stream = stream;
        this.info = info;
        this.fileLength = fileLength;
        // The JPEG decoder fills what is missing with grey and only warns; that of GIF likewise.
        reader.addIIOReadWarningListener((source, warning) ->
                cutShort |= gif != null || warning.toLowerCase(Locale.ROOT).contains("premature end"));
    }

    static RasterSource open(Path file) throws ImageReadException {
        ImageInputStream stream = null;
        ImageReader reader = null;
        try {
            RasterFormat format = format(file);
            stream = ImageIO.createImageInputStream(file.toFile());
            if (format == RasterFormat.WEBP) {
                WebpChunks.requireLossless(stream);
            }
            reader = format.reader();
            reader.setInput(stream, false, false);
            int frames = reader.getNumImages(true);
            if (frames < 1) {
                throw ImageReadException.broken("the " + format.label()
                        + " file holds no whole image; it is damaged or was copied only in part");
            }
            GifFrames gif = format == RasterFormat.GIF ? GifFrames.of(reader) : null;
            int width = gif == null ? reader.getWidth(0) : gif.width();
            int height = gif == null ? reader.getHeight(0) : gif.height();
            ImageInfo info = new ImageInfo(format.label(), width, height, frames);
            RasterSource source = new RasterSource(format, reader, stream, info, file, Files.size(file), gif);
            source.checkPlausible(info.width(), info.height());
            return source;
        } catch (IOException | RuntimeException e) {
            closeAll(reader, stream);
            throw DecoderFault.told(e);
        }
    }

    private static RasterFormat format(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return RasterFormat.of(in.readNBytes(ImageFormatReader.HEAD_LENGTH)).orElseThrow();
        }
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Frame read(int index) throws ImageReadException {
        try {
            cutShort = false;
            Frame frame = gif != null ? gif.read(index) : readImage(index);
            if (cutShort) {
                throw DecoderFault.endsTooEarly(null);
            }
            return frame;
        } catch (OutOfMemoryError e) {
            throw ImageReadException.broken(
                    "there is not enough memory to decode it; close other images and try again");
        } catch (IOException | RuntimeException e) {
            throw DecoderFault.told(e);
        }
    }

    private Frame readImage(int index) throws IOException {
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        checkPlausible(width, height);
        RasterMetadata metadata = RasterMetadata.of(reader, index, format);
        if (format == RasterFormat.TIFF || format == RasterFormat.BIG_TIFF) {
            Optional<DeepTiff> deep = DeepTiff.of(stream, index);
            if (deep.isPresent()) {
                return deep.get().read(metadata.orientation());
            }
        }
        metadata.requireUnsignedIntegers();
        if (format == RasterFormat.JPEG) {
            byte[] codestream = Files.readAllBytes(file);
            JpegMarks marks = JpegMarks.of(codestream);
            if (StoredJpeg.is(marks)) {
                return StoredJpeg.read(codestream, marks, width, height, metadata.orientation());
            }
        }
        BufferedImage image = reader.read(index);
        if (image.getWidth() != width || image.getHeight() != height) {
            throw ImageReadException.broken("the header says " + width + " x " + height + " pixels, the data "
                    + image.getWidth() + " x " + image.getHeight());
        }
        return FrameConversion.toFrame(image, storedModel(index, image), metadata);
    }

    private void checkPlausible(int width, int height) throws ImageReadException {
        if (width < 1 || height < 1) {
            throw ImageReadException.broken("the header declares " + width + " x " + height + " pixels");
        }
        long pixels = (long) width * height;
        if (pixels > fileLength * format.mostPixelsPerByte()) {
            throw ImageReadException.broken("the header declares " + width + " x " + height
                    + " pixels, but the file has only " + fileLength + " bytes");
        }
        if (pixels > MOST_PIXELS) {
            throw ImageReadException.unsupported("it has " + width + " x " + height
                    + " pixels; this version opens images of at most " + MOST_PIXELS / 1_000_000 + " million pixels");
        }
        // Decoded image, our copy of it, and the copy that is shown or resampled: at most eight bytes a pixel each.
        MemoryBudget.require(pixels * 24, width + " x " + height + " pixels");
    }

    /** The colour model of the file itself, which tells an opacity from a sample of unknown meaning. */
    private ColorModel storedModel(int index, BufferedImage image) throws IOException {
        ImageTypeSpecifier stored = reader.getRawImageType(index);
        return stored == null || stored.getNumBands() != image.getRaster().getNumBands()
                ? image.getColorModel()
                : stored.getColorModel();
    }

    @Override
    public void close() {
        closeAll(reader, stream);
    }

    private static void closeAll(ImageReader reader, ImageInputStream stream) {
        if (reader != null) {
            reader.dispose();
        }
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // Only read from: nothing can be lost.
                System.getLogger(RasterSource.class.getName())
                        .log(System.Logger.Level.DEBUG, "an image stream did not close", e);
            }
        }
    }
}
