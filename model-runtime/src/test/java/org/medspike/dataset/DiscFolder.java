package org.medspike.dataset;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A tiny data folder that anything can learn: a bright disc on a dark ground. */
public final class DiscFolder {

    private DiscFolder() {}

    /** Writes {@code images/} and {@code masks/}. */
    public static Path write(Path root, int count, int width, int height) throws IOException {
        Files.createDirectories(root.resolve("images"));
        Files.createDirectories(root.resolve("masks"));
        Random random = new Random(9);
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            int diameter = height / 3 + random.nextInt(height / 3);
            int x = random.nextInt(width - diameter);
            int y = random.nextInt(height - diameter);
            paint(image, new Color(30, 40, 50), new Color(220, 120, 100), x, y, diameter);
            paint(mask, Color.BLACK, Color.WHITE, x, y, diameter);
            ImageIO.write(image, "png", root.resolve("images/disc" + i + ".png").toFile());
            ImageIO.write(mask, "png", root.resolve("masks/disc" + i + ".png").toFile());
        }
        return root;
    }

    private static void paint(BufferedImage image, Color ground, Color disc, int x, int y, int diameter) {
        Graphics2D g = image.createGraphics();
        g.setColor(ground);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(disc);
        g.fillOval(x, y, diameter, diameter);
        g.dispose();
    }
}
