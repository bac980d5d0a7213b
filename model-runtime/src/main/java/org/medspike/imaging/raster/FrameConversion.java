package org.medspike.imaging.raster;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;

/** Takes the stored samples out of a decoded image, without any colour conversion. */
final class FrameConversion {

    private FrameConversion() {}

    /**
     * The samples as a frame.
     *
     * @param stored the colour model of the file, where it differs from that of the decoded image
     */
    static Frame toFrame(BufferedImage image, ColorModel stored, RasterMetadata metadata) throws ImageReadException {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return fromPalette(image, palette, metadata);
        }
        if (image.getColorModel() instanceof ComponentColorModel) {
            return withTransparentGrey(fromComponents(image, stored, metadata), metadata);
        }
        return fromPacked(image, metadata);
    }

    private static Frame fromComponents(BufferedImage image, ColorModel stored, RasterMetadata metadata)
            throws ImageReadException {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        Photometric photometric = photometric(bands, stored);
        int width = image.getWidth();
        int height = image.getHeight();
        int type = raster.getTransferType();
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            throw ImageReadException.unsupported(
                    "its samples are neither 8 nor 16 bit unsigned integers, which is all this version shows");
        }
        int channels = photometric.samples();
        RowSink sink = RowSink.of(type == DataBuffer.TYPE_BYTE, width * height * channels);
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < width && channels < bands; i++) {
                System.arraycopy(row, i * bands, row, i * channels, channels);
            }
            sink.put(row, width * channels);
        }
        int bits = type == DataBuffer.TYPE_BYTE ? 8 : 16;
        return new Frame(width, height, photometric, bits, metadata.orientation(), sink.samples());
    }

    /**
     * What the samples mean. A last sample that is no opacity, or by which the colours are multiplied already, so that
     * they lie over black, is left out.
     */
    private static Photometric photometric(int bands, ColorModel stored) throws ImageReadException {
        boolean alpha = stored.hasAlpha() && !stored.isAlphaPremultiplied();
        return switch (bands) {
            case 1 -> Photometric.MONOCHROME2;
            case 2 -> alpha ? Photometric.MONOCHROME2_ALPHA : Photometric.MONOCHROME2;
            case 3 -> Photometric.RGB;
            case 4 ->
                stored.getColorSpace().getType() == ColorSpace.TYPE_CMYK
                        ? Photometric.CMYK
                        : alpha ? Photometric.RGB_ALPHA : Photometric.RGB;
            default ->
                throw ImageReadException.unsupported("it has " + bands + " samples a pixel; one to four are shown");
        };
    }

    /** Java's PNG decoder compares the transparent level with levels already stretched to eight bits, so finds none. */
    private static Frame withTransparentGrey(Frame frame, RasterMetadata metadata) {
        if (metadata.transparentGrey().isEmpty()
                || metadata.bitsPerSample() >= 8
                || frame.photometric() != Photometric.MONOCHROME2_ALPHA
                || !(frame.samples() instanceof Samples.Bytes samples)) {
            return frame;
        }
        int transparent = metadata.transparentGrey().getAsInt() * 255 / ((1 << metadata.bitsPerSample()) - 1);
        byte[] values = samples.values();
        for (int i = 0; i < values.length; i += 2) {
            values[i + 1] = (byte) ((values[i] & 0xff) == transparent ? 0 : 255);
        }
        return frame;
    }

    /**
     * Palettes become the colours they stand for. Grey are those of grey files, and in some formats those that change
     * nothing: every index stands for itself, or two for black and white.
     */
    private static Frame fromPalette(BufferedImage image, IndexColorModel palette, RasterMetadata metadata) {
        boolean grey = metadata.grey() || !metadata.paletteMeansColour() && changesNothing(palette);
        boolean alpha = palette.hasAlpha();
        Photometric photometric = grey
                ? alpha ? Photometric.MONOCHROME2_ALPHA : Photometric.MONOCHROME2
                : alpha ? Photometric.RGB_ALPHA : Photometric.RGB;
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] values = new byte[width * height * photometric.samples()];
        int[] row = new int[width];
        int i = 0;
        for (int y = 0; y < height; y++) {
            image.getRaster().getPixels(0, y, width, 1, row);
            for (int index : row) {
                values[i++] = (byte) palette.getRed(index);
                if (!grey) {
                    values[i++] = (byte) palette.getGreen(index);
                    values[i++] = (byte) palette.getBlue(index);
                }
                if (alpha) {
                    values[i++] = (byte) palette.getAlpha(index);
                }
            }
        }
        return new Frame(width, height, photometric, 8, metadata.orientation(), new Samples.Bytes(values));
    }

    private static boolean changesNothing(IndexColorModel palette) {
        int colours = palette.getMapSize();
        boolean same = true;
        for (int i = 0; i < colours; i++) {
            int level = colours == 2 ? 255 * i : i;
            same &= palette.getRed(i) == level && palette.getGreen(i) == level && palette.getBlue(i) == level;
        }
        return same;
    }

    /** Colours of a few bits each in one number: each is stretched to eight bits, {@code floor(v * 255 / most)}. */
    private static Frame fromPacked(BufferedImage image, RasterMetadata metadata) throws ImageReadException {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] most = new int[bands];
        for (int band = 0; band < bands; band++) {
            most[band] = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        RowSink sink = RowSink.of(true, width * height * bands);
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] * 255 / most[i % bands];
            }
            sink.put(row, row.length);
        }
        Photometric photometric = photometric(bands, image.getColorModel());
        return new Frame(width, height, photometric, 8, metadata.orientation(), sink.samples());
    }
}
