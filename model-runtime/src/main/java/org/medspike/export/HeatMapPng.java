package org.medspike.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A heat map as a picture to read: title, the map in whole multiples of its size, and a colour bar with its numbers.
 *
 * <p>The map is enlarged so often as fits into 512 pixels, each number as a sharp square; larger maps keep their size.
 * What is not a number is grey. The bar has the number of each end, and zero where the range passes through it.
 */
public final class HeatMapPng {

    private static final int TARGET = 512;
    private static final int MARGIN = 16;
    private static final int BAR_WIDTH = 20;
    private static final int LEAST_BAR_HEIGHT = 96;
    private static final int TICK = 4;
    private static final Color NO_NUMBER = new Color(0x80, 0x80, 0x80);

    private final HeatMap map;
    private final String title;
    private final List<Double> marks;
    private final int factor;
    private final int titleHeight;
    private final int barHeight;

    private HeatMapPng(HeatMap map) {
        this.map = map;
        this.title = map.unit().isEmpty() ? map.title() : (map.title() + " [" + map.unit() + "]").strip();
        this.marks = marks(map);
        this.factor =
                Math.max(1, TARGET / Math.max(map.plane().width(), map.plane().height()));
        this.titleHeight = title.isEmpty() ? 0 : 2 * MARGIN;
        this.barHeight = Math.max(LEAST_BAR_HEIGHT, map.plane().height() * factor);
    }

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, HeatMap map) throws IOException {
        PngFile.write(file, render(map));
    }

    /** The picture as it is written. */
    static BufferedImage render(HeatMap map) {
        return new HeatMapPng(map).render();
    }

    /** Whole multiple by which a map is enlarged. */
    static int enlargement(HeatMap map) {
        return new HeatMapPng(map).factor;
    }

    /** Column and row of the picture at which the enlarged map begins. */
    static int[] origin(HeatMap map) {
        return new int[] {MARGIN, MARGIN + new HeatMapPng(map).titleHeight};
    }

    private static List<Double> marks(HeatMap map) {
        if (!map.hasExtent()) {
            return List.of(map.low());
        }
        List<Double> marks = new ArrayList<>(List.of(map.low(), map.high()));
        // A zero close to an end would be written over that end's number.
        if (map.position(0) > 0.06 && map.position(0) < 0.94) {
            marks.add(0.0);
        }
        return marks;
    }

    private BufferedImage render() {
        int numbers = marks.stream()
                .mapToInt(mark -> Lettering.width(DecimalText.brief(mark)))
                .max()
                .orElse(0);
        int barX = MARGIN + map.plane().width() * factor + MARGIN;
        int width = Math.max(barX + BAR_WIDTH + 2 * TICK + numbers, MARGIN + Lettering.width(title)) + MARGIN;
        int height = MARGIN + titleHeight + barHeight + MARGIN;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            drawMap(graphics, MARGIN, MARGIN + titleHeight);
            drawBar(graphics, barX, MARGIN + titleHeight);
        } finally {
            graphics.dispose();
        }
        Lettering.draw(image, title, MARGIN, MARGIN);
        writeNumbers(image, barX + BAR_WIDTH + 2 * TICK, MARGIN + titleHeight);
        return image;
    }

    private void drawMap(Graphics2D graphics, int x, int y) {
        int width = map.plane().width();
        int height = map.plane().height();
        graphics.setColor(NO_NUMBER);
        graphics.fillRect(x, y, width * factor, height * factor);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(
                PngFile.image(width, height, map.pixels(), false), x, y, width * factor, height * factor, null);
    }

    private void drawBar(Graphics2D graphics, int x, int y) {
        for (int row = 0; row < barHeight; row++) {
            double position = map.hasExtent() ? 1 - (row + 0.5) / barHeight : 0.5;
            graphics.setColor(new Color(map.colors().argb(position)));
            graphics.fillRect(x, y + row, BAR_WIDTH, 1);
        }
        graphics.setColor(Color.BLACK);
        for (double mark : marks) {
            graphics.fillRect(x + BAR_WIDTH, y + row(mark), TICK, 1);
        }
    }

    /** The middle of each number is at its mark, but those at the ends do not leave the bar's height. */
    private void writeNumbers(BufferedImage image, int x, int y) {
        int above = Lettering.DIGIT_MIDDLE - Lettering.DIGIT_HALF_HEIGHT;
        int below = Lettering.DIGIT_MIDDLE + Lettering.DIGIT_HALF_HEIGHT;
        for (double mark : marks) {
            int top = Math.min(barHeight - below, row(mark) - Lettering.DIGIT_MIDDLE);
            Lettering.draw(image, DecimalText.brief(mark), x, y + Math.max(-above, top));
        }
    }

    /** Row of the bar at which a value lies. */
    private int row(double value) {
        double position = map.hasExtent() ? map.position(value) : 0.5;
        return (int) Math.round((1 - position) * (barHeight - 1));
    }
}
