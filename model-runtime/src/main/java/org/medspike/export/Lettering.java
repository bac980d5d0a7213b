package org.medspike.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes smooth black text into a picture, with letters that come as a picture themselves.
 *
 * <p>Java's own text needs fonts and their configuration, which a small server does not have, and it puts a cache into
 * the user's home folder. These letters look the same everywhere. They are DejaVu Sans at 14 pixels (Bitstream Vera and
 * Arev licences, which allow this use), Latin only; a letter that is missing becomes a question mark.
 */
final class Lettering {

    /** Height of a line. */
    static final int LINE_HEIGHT = 20;

    /** From the top of a line to the middle of its digits. */
    static final int DIGIT_MIDDLE = 10;

    /** From there to the top or foot of a digit. */
    static final int DIGIT_HALF_HEIGHT = 5;

    private static final int CELL_WIDTH = 18;
    private static final int CELLS_A_ROW = 20;
    private static final int LEFT_BEARING = 2;

    private static final Lettering LETTERS = read();

    private final BufferedImage cells;
    private final Map<Character, Integer> places;
    private final int[] advances;

    private Lettering(BufferedImage cells, Map<Character, Integer> places, int[] advances) {
        this.cells = cells;
        this.places = places;
        this.advances = advances;
    }

    /** Width of a text in pixels. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += LETTERS.advances[LETTERS.place(text.charAt(i))];
        }
        return width;
    }

    /** Writes a line; x and y are its upper left corner. What lies outside the picture is left out. */
    static void draw(BufferedImage picture, String text, int x, int y) {
        int pen = x;
        for (int i = 0; i < text.length(); i++) {
            int place = LETTERS.place(text.charAt(i));
            LETTERS.drawLetter(picture, place, pen - LEFT_BEARING, y);
            pen += LETTERS.advances[place];
        }
    }

    private int place(char letter) {
        Integer place = places.get(letter);
        return place == null ? places.getOrDefault('?', 0) : place;
    }

    private void drawLetter(BufferedImage picture, int place, int x, int y) {
        int cellX = place % CELLS_A_ROW * CELL_WIDTH;
        int cellY = place / CELLS_A_ROW * LINE_HEIGHT;
        for (int row = Math.max(0, -y); row < Math.min(LINE_HEIGHT, picture.getHeight() - y); row++) {
            for (int column = Math.max(0, -x); column < Math.min(CELL_WIDTH, picture.getWidth() - x); column++) {
                int paper = 255 - cells.getRaster().getSample(cellX + column, cellY + row, 0);
                int below = picture.getRGB(x + column, y + row);
                int red = (below >> 16 & 0xff) * paper / 255;
                int green = (below >> 8 & 0xff) * paper / 255;
                int blue = (below & 0xff) * paper / 255;
                picture.setRGB(x + column, y + row, 0xff000000 | red << 16 | green << 8 | blue);
            }
        }
    }

    private static Lettering read() {
        try (InputStream image = Lettering.class.getResourceAsStream("lettering.png");
                InputStream table = Lettering.class.getResourceAsStream("lettering.txt")) {
            if (image == null || table == null) {
                throw new IllegalStateException("the program is incomplete: no letters");
            }
            String[] lines = new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            String[] widths = lines[1].split(" ");
            Map<Character, Integer> places = new HashMap<>();
            int[] advances = new int[widths.length];
            for (int i = 0; i < widths.length; i++) {
                places.put(lines[0].charAt(i), i);
                advances[i] = Integer.parseInt(widths[i]);
            }
            return new Lettering(decoded(image), places, advances);
        } catch (IOException e) {
            throw new IllegalStateException("the program is damaged: its letters cannot be read", e);
        }
    }

    private static BufferedImage decoded(InputStream in) throws IOException {
        @Nullable BufferedImage image = ImageIO.read(new MemoryCacheImageInputStream(in));
        if (image == null) {
            throw new IOException("not a PNG image");
        }
        return image;
    }
}
