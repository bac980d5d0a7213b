package org.medspike.imaging.raster;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The frames of a GIF file as they are seen: each image is drawn over what its forerunners left on the logical screen (GIF 89a,
 * sections 18, 20 and 23). Going forward costs one image a frame, going back starts over.
 */
final class GifFrames {

    private static final String IMAGE_FORMAT = "javax_imageio_gif_image_1.0";
    private static final String STREAM_FORMAT = "javax_imageio_gif_stream_1.0";

    private final ImageReader reader;
    private final int width;
    private final int height;
    private @Nullable BufferedImage screen;
    private int drawn = -1;

    private GifFrames(ImageReader reader, int width, int height) {
        this.reader = reader;
        this.width = width;
        this.height = height;
    }

    /** The screen, which images may not leave; one that does makes it larger. */
    static GifFrames of(ImageReader reader) throws IOException {
        Element stream = (Element) reader.getStreamMetadata().getAsTree(STREAM_FORMAT);
        int[] left = left(reader, 0);
        return new GifFrames(
                reader,
                Math.max(number(stream, "LogicalScreenDescriptor", "logicalScreenWidth"), left[0] + reader.getWidth(0)),
                Math.max(
                        number(stream, "LogicalScreenDescriptor", "logicalScreenHeight"),
                        left[1] + reader.getHeight(0)));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** A frame; with opacity where it or one before it leaves something of the screen transparent. */
    Frame read(int index) throws IOException {
        MemoryBudget.require((long) width * height * 24, width + " x " + height + " pixels");
        if (index == 0) {
            BufferedImage image = reader.read(0);
            if (image.getWidth() == width && image.getHeight() == height) {
                return FrameConversion.toFrame(image, image.getColorModel(), RasterMetadata.NONE);
            }
        }
        if (index < drawn || screen == null) {
            screen = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            drawn = -1;
        }
        BufferedImage current = screen;
        BufferedImage shown = current;
        while (drawn < index) {
            if (drawn >= 0) {
                dispose(current, drawn);
            }
            drawn++;
            shown = draw(current, drawn);
        }
        return frame(shown);
    }

    private BufferedImage draw(BufferedImage onto, int index) throws IOException {
        BufferedImage image = reader.read(index);
        if (index == 0 && image.getColorModel() instanceof IndexColorModel palette) {
            fill(onto, palette);
        }
        int[] left = left(reader, index);
        Graphics2D graphics = onto.createGraphics();
        graphics.drawImage(image, left[0], left[1], null);
        graphics.dispose();
        return onto;
    }

    /** Around a first image that is smaller than the screen lies its transparent colour, else its first one. */
    private static void fill(BufferedImage screen, IndexColorModel palette) {
        if (palette.getTransparentPixel() >= 0) {
            return;
        }
        int colour = palette.getRGB(0);
        for (int y = 0; y < screen.getHeight(); y++) {
            for (int x = 0; x < screen.getWidth(); x++) {
                screen.setRGB(x, y, colour);
            }
        }
    }

    /** What comes after an image whose place is to be cleared begins on a transparent place. */
    private void dispose(BufferedImage screen, int index) throws IOException {
        Element tree = (Element) metadata(index).getAsTree(IMAGE_FORMAT);
        NodeList control = tree.getElementsByTagName("GraphicControlExtension");
        String method = control.getLength() == 0 ? "" : ((Element) control.item(0)).getAttribute("disposalMethod");
        if (method.equals("restoreToBackgroundColor")) {
            int[] left = left(reader, index);
            Graphics2D graphics = screen.createGraphics();
            graphics.setComposite(AlphaComposite.Clear);
            graphics.fillRect(left[0], left[1], reader.getWidth(index), reader.getHeight(index));
            graphics.dispose();
        }
    }

    private IIOMetadata metadata(int index) throws IOException {
        return reader.getImageMetadata(index);
    }

    private static int[] left(ImageReader reader, int index) throws IOException {
        Element tree = (Element) reader.getImageMetadata(index).getAsTree(IMAGE_FORMAT);
        return new int[] {
            number(tree, "ImageDescriptor", "imageLeftPosition"), number(tree, "ImageDescriptor", "imageTopPosition")
        };
    }

    private static int number(Element tree, String node, String attribute) throws ImageReadException {
        NodeList nodes = tree.getElementsByTagName(node);
        String text = nodes.getLength() == 0 ? "" : ((Element) nodes.item(0)).getAttribute(attribute);
        if (!text.matches("\\d{1,5}")) {
            throw ImageReadException.broken("the GIF file does not say where its image lies");
        }
        return Integer.parseInt(text);
    }

    private static Frame frame(BufferedImage screen) {
        int width = screen.getWidth();
        int height = screen.getHeight();
        int[] colours = screen.getRGB(0, 0, width, height, null, 0, width);
        boolean opaque = true;
        for (int colour : colours) {
            opaque &= colour >>> 24 == 255;
        }
        int channels = opaque ? 3 : 4;
        byte[] values = new byte[colours.length * channels];
        for (int i = 0; i < colours.length; i++) {
            values[channels * i] = (byte) (colours[i] >> 16);
            values[channels * i + 1] = (byte) (colours[i] >> 8);
            values[channels * i + 2] = (byte) colours[i];
            if (!opaque) {
                values[channels * i + 3] = (byte) (colours[i] >>> 24);
            }
        }
        return new Frame(
                width,
                height,
                opaque ? Photometric.RGB : Photometric.RGB_ALPHA,
                8,
                Orientation.UPRIGHT,
                new Samples.Bytes(values));
    }
}
