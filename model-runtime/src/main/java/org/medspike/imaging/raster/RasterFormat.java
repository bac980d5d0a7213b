package org.medspike.imaging.raster;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The raster formats, how a file of each begins, and which plug-in decodes it. */
enum RasterFormat {
    PNG(null, new int[] {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}),
    JPEG(JPEGImageReaderSpi.class, new int[] {0xff, 0xd8, 0xff}),
    TIFF(TIFFImageReaderSpi.class, new int[] {'I', 'I', 42, 0}, new int[] {'M', 'M', 0, 42}),
    BIG_TIFF(BigTIFFImageReaderSpi.class, new int[] {'I', 'I', 43, 0}, new int[] {'M', 'M', 0, 43}),
    BMP(BMPImageReaderSpi.class, new int[] {'B', 'M'}),
    GIF(null, new int[] {'G', 'I', 'F', '8', '7', 'a'}, new int[] {'G', 'I', 'F', '8', '9', 'a'}),
    WEBP(WebPImageReaderSpi.class, new int[] {'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P'});

    /** A byte of a signature that may be anything. */
    private static final int ANYTHING = -1;

    private final Class<? extends ImageReaderSpi> plugin;
    private final int[][] signatures;

    RasterFormat(Class<? extends ImageReaderSpi> plugin, int[]... signatures) {
        this.plugin = plugin;
        this.signatures = signatures;
    }

    static Optional<RasterFormat> of(byte[] head) {
        return Arrays.stream(values()).filter(format -> format.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        return Arrays.stream(signatures).anyMatch(signature -> {
            if (head.length < signature.length) {
                return false;
            }
            for (int i = 0; i < signature.length; i++) {
                if (signature[i] != ANYTHING && (head[i] & 0xff) != signature[i]) {
                    return false;
                }
            }
            return true;
        });
    }

    /** As reports show it. */
    String label() {
        return switch (this) {
            case BIG_TIFF -> "TIFF";
            case WEBP -> "WebP";
            default -> name();
        };
    }

    /**
     * How many pixels a byte of a file can stand for, or a number beyond all limits. Deflate makes at most 1032 bytes of
     * one, and a byte of a PNG image holds at most eight pixels; the other formats can code a blank image in almost
     * nothing.
     */
    long mostPixelsPerByte() {
        return this == PNG ? 1032 * 8 : Integer.MAX_VALUE;
    }

    /** A fresh decoder; the platform's own for PNG and GIF, TwelveMonkeys' for the others. */
    ImageReader reader() {
        if (plugin == null) {
            return platformReader();
        }
        ImageReaderSpi spi = IIORegistry.getDefaultInstance().getServiceProviderByClass(plugin);
        try {
            return spi.createReaderInstance();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("the " + label() + " decoder does not start", e);
        }
    }

    /** A fresh decoder of the Java platform, whatever other plug-ins there are. */
    ImageReader platformReader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java platform has no decoder of " + label());
    }
}
