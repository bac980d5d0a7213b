package org.medspike.imaging.raster;

import java.io.IOException;
import java.util.OptionalInt;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Orientation;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What ImageIO's format-neutral metadata say of one image.
 *
 * @param orientation how it is to be held upright
 * @param sampleFormat {@code UnsignedIntegral}, {@code SignedIntegral}, {@code Real}, {@code Index}, or empty where unsaid
 * @param bitsPerSample bits of the first sample in the file, or 0 where unsaid
 * @param grey whether the file's own colour space has one dimension
 * @param paletteMeansColour whether a palette makes an image one of colours even where it changes nothing
 * @param transparentGrey the one stored grey level that is transparent, if any
 */
record RasterMetadata(
        Orientation orientation,
        String sampleFormat,
        int bitsPerSample,
        boolean grey,
        boolean paletteMeansColour,
        OptionalInt transparentGrey) {

    /** Of a file that says nothing. */
    static final RasterMetadata NONE =
            new RasterMetadata(Orientation.UPRIGHT, "", 0, false, false, OptionalInt.empty());

    /**
     * Reads them.
     *
     * @param format the format of the file
     */
    static RasterMetadata of(ImageReader reader, int index, RasterFormat format) throws IOException {
        IIOMetadata metadata = reader.getImageMetadata(index);
        if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
            return NONE;
        }
        Element tree = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
        boolean grey = value(tree, "ColorSpaceType", "name").equals("GRAY");
        return new RasterMetadata(
                orientation(value(tree, "ImageOrientation"), format),
                value(tree, "SampleFormat"),
                firstNumber(value(tree, "BitsPerSample")).orElse(0),
                grey,
                format != RasterFormat.BMP && format != RasterFormat.GIF,
                grey ? firstNumber(value(tree, "TransparentColor")) : OptionalInt.empty());
    }

    /**
     * Refuses numbers that the rest of the program would take for something else.
     *
     * @throws ImageReadException naming what they are
     */
    void requireUnsignedIntegers() throws ImageReadException {
        if (sampleFormat.equals("Real") || sampleFormat.equals("SignedIntegral")) {
            throw ImageReadException.unsupported("its samples are " + bitsPerSample + "-bit "
                    + (sampleFormat.equals("Real") ? "floating-point numbers" : "signed integers")
                    + "; this version shows unsigned integers of 8 or 16 bits");
        }
    }

    /**
     * EXIF and TIFF orientation by the names that ImageIO gives to the values 1 to 8. The JPEG plug-in exchanges the
     * names of 5 and 7; other formats have none (BMP's plug-in means the order of rows, which it has undone itself).
     */
    private static Orientation orientation(String name, RasterFormat format) {
        if (format != RasterFormat.JPEG && format != RasterFormat.TIFF && format != RasterFormat.BIG_TIFF) {
            return Orientation.UPRIGHT;
        }
        boolean jpeg = format == RasterFormat.JPEG;
        return switch (name) {
            case "FlipH" -> Orientation.MIRRORED;
            case "Rotate180" -> Orientation.ROTATED_180;
            case "FlipV" -> Orientation.FLIPPED;
            case "FlipHRotate90" -> jpeg ? Orientation.TRANSVERSED : Orientation.TRANSPOSED;
            case "Rotate270" -> Orientation.ROTATED_90;
            case "FlipVRotate90" -> jpeg ? Orientation.TRANSPOSED : Orientation.TRANSVERSED;
            case "Rotate90" -> Orientation.ROTATED_270;
            default -> Orientation.UPRIGHT;
        };
    }

    private static String value(Element tree, String node) {
        return value(tree, node, "value");
    }

    private static String value(Element tree, String node, String attribute) {
        NodeList nodes = tree.getElementsByTagName(node);
        return nodes.getLength() == 0 ? "" : ((Element) nodes.item(0)).getAttribute(attribute);
    }

    private static OptionalInt firstNumber(String numbers) {
        String first = numbers.strip().split("\\s+")[0];
        return first.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(first)) : OptionalInt.empty();
    }
}
