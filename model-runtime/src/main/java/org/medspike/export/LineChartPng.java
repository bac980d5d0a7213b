package org.medspike.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Charts below each other as one PNG picture; the colours tell apart for the colour-blind too (Okabe and Ito, 2008). */
public final class LineChartPng {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 320;
    private static final int LEFT = 90;
    private static final int RIGHT = 20;
    private static final int TOP = 60;
    private static final int BOTTOM = 50;
    private static final int TICKS = 6;
    private static final int SWATCH = 18;
    private static final int GAP = 8;

    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    private static final Color AXIS = new Color(0x60, 0x60, 0x60);
    private static final List<Color> COLOURS = List.of(
            new Color(0x00, 0x72, 0xb2),
            new Color(0xd5, 0x5e, 0x00),
            new Color(0x00, 0x9e, 0x73),
            new Color(0xcc, 0x79, 0xa7),
            new Color(0xe6, 0x9f, 0x00),
            new Color(0x56, 0xb4, 0xe9),
            Color.BLACK);

    private LineChartPng() {}

    /** Writes or replaces a picture of charts, the first on top. */
    public static void write(Path file, List<LineChart> charts) throws IOException {
        BufferedImage picture =
                new BufferedImage(WIDTH, HEIGHT * Math.max(1, charts.size()), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (int i = 0; i < charts.size(); i++) {
            new Panel(picture, g, charts.get(i), i * HEIGHT).draw();
        }
        g.dispose();
        PngFile.write(file, picture);
    }

    /** One chart at its place in the picture. */
    private static final class Panel {

        private final BufferedImage picture;
        private final Graphics2D g;
        private final LineChart chart;
        private final int top;
        private final Axis horizontal;
        private final Axis vertical;

        Panel(BufferedImage picture, Graphics2D g, LineChart chart, int offset) {
            this.picture = picture;
            this.g = g;
            this.chart = chart;
            top = offset;
            horizontal =
                    Axis.over(chart.curves().stream().map(LineChart.Curve::x).toList());
            vertical = Axis.over(chart.curves().stream().map(LineChart.Curve::y).toList());
        }

        void draw() {
            Lettering.draw(picture, chart.title(), LEFT, top + GAP);
            legend();
            grid();
            for (int i = 0; i < chart.curves().size(); i++) {
                curve(chart.curves().get(i), COLOURS.get(i % COLOURS.size()));
            }
        }

        private void legend() {
            int x = LEFT;
            int y = top + GAP + Lettering.LINE_HEIGHT;
            for (int i = 0; i < chart.curves().size(); i++) {
                String name = chart.curves().get(i).name();
                g.setColor(COLOURS.get(i % COLOURS.size()));
                g.fillRect(x, y + Lettering.DIGIT_MIDDLE - 1, SWATCH, 3);
                Lettering.draw(picture, name, x + SWATCH + GAP / 2, y);
                x += SWATCH + Lettering.width(name) + 2 * GAP;
            }
        }

        private void grid() {
            g.setStroke(new BasicStroke(1));
            for (double value : vertical.ticks()) {
                int y = (int) Math.round(y(value));
                g.setColor(GRID);
                g.drawLine(LEFT, y, WIDTH - RIGHT, y);
                String text = vertical.label(value);
                Lettering.draw(picture, text, LEFT - GAP - Lettering.width(text), y - Lettering.DIGIT_MIDDLE);
            }
            int foot = top + HEIGHT - BOTTOM;
            for (double value : horizontal.ticks()) {
                int x = (int) Math.round(x(value));
                g.setColor(GRID);
                g.drawLine(x, top + TOP, x, foot);
                String text = horizontal.label(value);
                Lettering.draw(picture, text, x - Lettering.width(text) / 2, foot + GAP / 2);
            }
            g.setColor(AXIS);
            g.drawRect(LEFT, top + TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
            String name = chart.horizontal();
            Lettering.draw(
                    picture, name, (LEFT + WIDTH - RIGHT - Lettering.width(name)) / 2, foot + Lettering.LINE_HEIGHT);
            Lettering.draw(picture, chart.vertical(), WIDTH - RIGHT - Lettering.width(chart.vertical()), top + GAP);
        }

        private void curve(LineChart.Curve curve, Color colour) {
            g.setColor(colour);
            g.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D path = new Path2D.Double();
            boolean drawing = false;
            for (int i = 0; i < curve.x().length; i++) {
                if (!Double.isFinite(curve.y()[i])) {
                    drawing = false;
                    continue;
                }
                double x = x(curve.x()[i]);
                double y = y(curve.y()[i]);
                if (drawing) {
                    path.lineTo(x, y);
                } else {
                    path.moveTo(x, y);
                }
                drawing = true;
                g.fillOval((int) Math.round(x) - 2, (int) Math.round(y) - 2, 5, 5);
            }
            g.draw(path);
        }

        private double x(double value) {
            return LEFT + horizontal.part(value) * (WIDTH - LEFT - RIGHT);
        }

        private double y(double value) {
            return top + HEIGHT - BOTTOM - vertical.part(value) * (HEIGHT - TOP - BOTTOM);
        }
    }

    /** A range in round steps. */
    private record Axis(double from, double to, double step) {

        static Axis over(List<double[]> values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (double[] some : values) {
                for (double value : some) {
                    if (Double.isFinite(value)) {
                        min = Math.min(min, value);
                        max = Math.max(max, value);
                    }
                }
            }
            if (min > max) {
                return new Axis(0, 1, 0.25);
            }
            double extent = max > min ? max - min : Math.max(1e-9, Math.abs(max));
            double raw = extent / (TICKS - 1);
            double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
            double factor = raw / magnitude;
            double step = magnitude * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
            return new Axis(
                    Math.floor(min / step) * step,
                    Math.max(Math.ceil(max / step), Math.floor(min / step) + 1) * step,
                    step);
        }

        double[] ticks() {
            int count = (int) Math.round((to - from) / step) + 1;
            double[] ticks = new double[count];
            for (int i = 0; i < count; i++) {
                ticks[i] = from + i * step;
            }
            return ticks;
        }

        String label(double value) {
            int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
            return digits > 5
                    ? String.format(Locale.ROOT, "%.1e", value)
                    : String.format(Locale.ROOT, "%." + digits + "f", value);
        }

        double part(double value) {
            return (value - from) / (to - from);
        }
    }
}
