package org.medspike.imaging.raster;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;

/** Takes the stored samples out of a decoded image, without any colour conversion. */
final class FrameConversion {

    private FrameConversion() {}

    static Frame toFrame(BufferedImage image, Orientation orientation) throws ImageReadException {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return fromPalette(image, palette, orientation);
        }
        if (model instanceof ComponentColorModel) {
            return fromComponents(image, orientation);
        }
        return fromPacked(image, orientation);
    }

    private static Frame fromComponents(BufferedImage image, Orientation orientation) throws ImageReadException {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        Photometric photometric = photometric(bands);
        int width = image.getWidth();
        int height = image.getHeight();
        int type = raster.getTransferType();
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            throw ImageReadException.unsupported(
                    "its samples are neither 8 nor 16 bit unsigned integers, which is all this version shows");
        }
        SampleSink sink = SampleSink.of(type == DataBuffer.TYPE_BYTE, width * height * bands);
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            sink.put(y * row.length, row);
        }
        int bits = type == DataBuffer.TYPE_BYTE ? 8 : 16;
        return new Frame(width, height, photometric, bits, orientation, sink.samples());
    }

    private static Photometric photometric(int bands) throws ImageReadException {
        return switch (bands) {
            case 1 -> Photometric.MONOCHROME2;
            case 2 -> Photometric.MONOCHROME2_ALPHA;
            case 3 -> Photometric.RGB;
            case 4 -> Photometric.RGB_ALPHA;
            default ->
                throw ImageReadException.unsupported("it has " + bands + " samples a pixel; one to four are shown");
        };
    }

    /** Palettes become the colours they stand for: grey where all entries are grey, else red, green, blue. */
    private static Frame fromPalette(BufferedImage image, IndexColorModel palette, Orientation orientation) {
        boolean grey = true;
        for (int i = 0; i < palette.getMapSize(); i++) {
            grey &= palette.getRed(i) == palette.getGreen(i) && palette.getGreen(i) == palette.getBlue(i);
        }
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
        return new Frame(width, height, photometric, 8, orientation, new Samples.Bytes(values));
    }

    private static Frame fromPacked(BufferedImage image, Orientation orientation) {
        Photometric photometric = image.getColorModel().hasAlpha() ? Photometric.RGB_ALPHA : Photometric.RGB;
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] values = new byte[width * height * photometric.samples()];
        int[] row = new int[width];
        int i = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                values[i++] = (byte) (argb >> 16);
                values[i++] = (byte) (argb >> 8);
                values[i++] = (byte) argb;
                if (photometric.hasAlpha()) {
                    values[i++] = (byte) (argb >> 24);
                }
            }
        }
        return new Frame(width, height, photometric, 8, orientation, new Samples.Bytes(values));
    }

    /** Collects rows into the narrowest array that holds them. */
    private interface SampleSink {

        void put(int offset, int[] row);

        Samples samples();

        static SampleSink of(boolean bytes, int length) {
            return bytes ? new ByteSink(new byte[length]) : new ShortSink(new short[length]);
        }
    }

    private record ByteSink(byte[] values) implements SampleSink {
        @Override
        public void put(int offset, int[] row) {
            for (int i = 0; i < row.length; i++) {
                values[offset + i] = (byte) row[i];
            }
        }

        @Override
        public Samples samples() {
            return new Samples.Bytes(values);
        }
    }

    private record ShortSink(short[] values) implements SampleSink {
        @Override
        public void put(int offset, int[] row) {
            for (int i = 0; i < row.length; i++) {
                values[offset + i] = (short) row[i];
            }
        }

        @Override
        public Samples samples() {
            return new Samples.Shorts(values);
        }
    }
}
