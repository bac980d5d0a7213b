package org.medspike.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.medspike.imaging.Frame;
import org.medspike.mask.Mask;

/**
 * An {@link ErrorMap} as a colour PNG of eight bits, with its legend in a white strip below.
 *
 * <p>The upper left part is the picture pixel for pixel; small pictures are followed by white, so that the legend fits.
 */
public final class ErrorMapPng {

    private static final int MARGIN = 8;
    private static final int SQUARE = 12;

    private ErrorMapPng() {}

    /**
     * Writes or replaces a file.
     *
     * @param image upright; scaled to the masks' size where it has another one
     * @param predicted of the truth's size
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, Frame image, Mask predicted, Mask truth) throws IOException {
        PngFile.write(file, render(image, predicted, truth));
    }

    static BufferedImage render(Frame image, Mask predicted, Mask truth) {
        int width = Math.max(truth.width(), legendWidth());
        int height = truth.height() + Lettering.LINE_HEIGHT + 2 * MARGIN;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
        } finally {
            graphics.dispose();
        }
        picture.setRGB(0, 0, truth.width(), truth.height(), ErrorMap.pixels(image, predicted, truth), 0, truth.width());
        legend(picture, truth.height() + MARGIN);
        return picture;
    }

    private static int legendWidth() {
        int width = MARGIN;
        for (ErrorMap.Kind kind : ErrorMap.Kind.values()) {
            width += entryWidth(kind);
        }
        return width;
    }

    private static int entryWidth(ErrorMap.Kind kind) {
        return SQUARE + MARGIN / 2 + Lettering.width(kind.label()) + 2 * MARGIN;
    }

    private static void legend(BufferedImage picture, int y) {
        int x = MARGIN;
        for (ErrorMap.Kind kind : ErrorMap.Kind.values()) {
            Graphics2D graphics = picture.createGraphics();
            try {
                graphics.setColor(new Color(kind.rgb()));
                graphics.fillRect(x, y + Lettering.DIGIT_MIDDLE - SQUARE / 2, SQUARE, SQUARE);
            } finally {
                graphics.dispose();
            }
            Lettering.draw(picture, kind.label(), x + SQUARE + MARGIN / 2, y);
            x += entryWidth(kind);
        }
    }
}
