package org.medspike.imaging.raster;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.ImageInputStream;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFormatReader;
import org.medspike.imaging.ImageInfo;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Orientation;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An open raster file. */
final class RasterSource implements ImageSource {

    /** No lossless or lossy coding that these formats have packs pixels tighter than this. */
    private static final long MOST_PIXEL_BYTES_PER_FILE_BYTE = 4000;

    private final ImageReader reader;
    private final ImageInputStream stream;
    private final ImageInfo info;
    private final long fileLength;

    private RasterSource(ImageReader reader, ImageInputStream stream, ImageInfo info, long fileLength) {
        this.reader = reader;
        this.stream = stream;
        this.info = info;
        this.fileLength = fileLength;
    }

    static RasterSource open(Path file) throws ImageReadException {
        ImageInputStream stream = null;
        ImageReader reader = null;
        try {
            RasterFormat format = format(file);
            stream = ImageIO.createImageInputStream(file.toFile());
            reader = format.reader();
            reader.setInput(stream, false, false);
            int frames = reader.getNumImages(true);
            if (frames < 1) {
                throw ImageReadException.broken("the " + format.label() + " file holds no image");
            }
            ImageInfo info = new ImageInfo(format.label(), reader.getWidth(0), reader.getHeight(0), frames);
            RasterSource source = new RasterSource(reader, stream, info, Files.size(file));
            source.checkPlausible(info.width(), info.height());
            return source;
        } catch (IOException | RuntimeException e) {
            closeAll(reader, stream);
            throw asReadException(e);
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
            int width = reader.getWidth(index);
            int height = reader.getHeight(index);
            checkPlausible(width, height);
            BufferedImage image = reader.read(index);
            if (image.getWidth() != width || image.getHeight() != height) {
                throw ImageReadException.broken("the header says " + width + " x " + height + " pixels, the data "
                        + image.getWidth() + " x " + image.getHeight());
            }
            return FrameConversion.toFrame(image, orientation(index));
        } catch (OutOfMemoryError e) {
            throw ImageReadException.broken(
                    "there is not enough memory to decode it; close other images and try again");
        } catch (IOException | RuntimeException e) {
            throw asReadException(e);
        }
    }

    private void checkPlausible(int width, int height) throws ImageReadException {
        if (width < 1 || height < 1) {
            throw ImageReadException.broken("the header declares " + width + " x " + height + " pixels");
        }
        long pixels = (long) width * height;
        if (pixels > fileLength * MOST_PIXEL_BYTES_PER_FILE_BYTE) {
            throw ImageReadException.broken("the header declares " + width + " x " + height
                    + " pixels, but the file has only " + fileLength + " bytes");
        }
        // Decoded image, our copy of it, and the copy that is shown or resampled: at most eight bytes a pixel each.
        MemoryBudget.require(pixels * 24, width + " x " + height + " pixels");
    }

    private Orientation orientation(int index) throws IOException {
        IIOMetadata metadata = reader.getImageMetadata(index);
        if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
            return Orientation.UPRIGHT;
        }
        Element tree = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
        NodeList nodes = tree.getElementsByTagName("ImageOrientation");
        if (nodes.getLength() == 0) {
            return Orientation.UPRIGHT;
        }
        return switch (((Element) nodes.item(0)).getAttribute("value")) {
            case "FlipH" -> Orientation.MIRRORED;
            case "Rotate180" -> Orientation.ROTATED_180;
            case "FlipV" -> Orientation.FLIPPED;
            case "FlipVRotate90" -> Orientation.TRANSPOSED;
            case "Rotate270" -> Orientation.ROTATED_90;
            case "FlipHRotate90" -> Orientation.TRANSVERSED;
            case "Rotate90" -> Orientation.ROTATED_270;
            default -> Orientation.UPRIGHT;
        };
    }

    private static ImageReadException asReadException(Exception e) {
        if (e instanceof ImageReadException known) {
            return known;
        }
        String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return ImageReadException.broken("the image data are damaged (" + detail + ")", e);
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
