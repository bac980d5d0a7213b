package org.medspike.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medspike.bundle.ModelBundle;
import org.medspike.export.ColorMap;
import org.medspike.export.HeatMap;
import org.medspike.export.HeatMapPng;
import org.medspike.export.Npy;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageRegion;
import org.medspike.imaging.Plane;
import org.medspike.inference.AttentionProbe;
import org.medspike.inference.Explainer;
import org.medspike.inference.StageMaps;
import org.medspike.network.Interaction;
import org.medspike.storage.AtomicFile;
import org.medspike.task.TaskContext;

/**
 * Writes the heat maps of one image into a folder: a coloured PNG with its bar and the raw numbers of each, and
 * {@code attention.json}.
 *
 * <p>In a stage the maps of SDSA and SA share a range, and so do those of the four interactions, so that equal colours
 * mean equal values; the difference has zero in the middle.
 */
public final class AttentionExport {

    private final Explainer explainer;
    private final Path out;
    private final ObjectNode report = new JsonMapper().createObjectNode();

    /**
     * An export.
     *
     * @param explainer the model; stays the caller's
     * @param out folder for the results; made if missing
     */
    public AttentionExport(Explainer explainer, Path out) {
        this.explainer = explainer;
        this.out = out;
    }

    /**
     * A pixel to probe.
     *
     * @param x column of the upright image
     * @param y row of the upright image
     */
    public record ProbePoint(int x, int y) {

        /** Whether the pixel is in an image. */
        public boolean isIn(Frame upright) {
            return x < upright.width() && y < upright.height();
        }
    }

    /**
     * Computes and writes everything.
     *
     * @param name of the image, for the report
     * @param stored the image
     * @param probe a pixel whose attention is written too, or none
     * @throws IllegalArgumentException if that pixel is not in the image
     * @throws IOException if a file cannot be written
     */
    public void write(String name, Frame stored, Optional<ProbePoint> probe, TaskContext task) throws IOException {
        Frame upright = stored.upright();
        if (probe.isPresent() && !probe.get().isIn(upright)) {
            throw new IllegalArgumentException("outside the image: " + probe.get());
        }
        ModelBundle bundle = explainer.bundle();
        report.put("image", name)
                .put("width", upright.width())
                .put("height", upright.height())
                .put("model", bundle.card().id())
                .put("modelSha256", bundle.sha256());
        ArrayNode stages = report.putArray("stages");
        for (StageMaps maps : explainer.explain(upright, task)) {
            task.checkCancelled();
            stage(maps, stages.addObject());
        }
        if (probe.isPresent()) {
            probe(upright, probe.get(), stages.size(), task);
        }
        AtomicFile.writeText(out.resolve("attention.json"), report.toPrettyString() + "\n");
    }

    private void stage(StageMaps maps, ObjectNode node) throws IOException {
        node.put("stage", maps.stage());
        node.putArray("shape").add(maps.sdsa().height()).add(maps.sdsa().width());
        Map<String, Plane> masks = new LinkedHashMap<>();
        masks.put("sdsa", maps.sdsa());
        maps.sa().ifPresent(sa -> masks.put("sa", sa));
        Map<String, Plane> rates = new LinkedHashMap<>();
        for (Interaction interaction : Interaction.values()) {
            Plane rate = maps.interactions().get(interaction);
            if (rate != null) {
                rates.put(interaction.key(), rate);
            }
        }
        String prefix = "s" + maps.stage() + "_";
        group(prefix, masks, StageMaps.PROBABILITY, node.withObject("/range"));
        group(prefix, rates, StageMaps.FIRING_RATE, node.withObject("/range"));
        if (maps.difference().isPresent()) {
            HeatMap map = HeatMap.ofDifference(
                    maps.difference().get(),
                    ColorMap.BLUE_WHITE_RED,
                    title(prefix, "SDSA - SA"),
                    StageMaps.PROBABILITY);
            write(prefix + "diff", map, node.withObject("/range").putArray("diff"));
        }
        maps.agreement().ifPresent(agreement -> {
            node.put("kl", agreement.kl());
            node.put("l2", agreement.l2());
            put(node, "cosine", agreement.cosine());
            put(node, "pearson", agreement.pearson());
            node.put("average", "mean over the pixels of the stage");
            node.put("n", maps.sdsa().values().length);
        });
    }

    /** JSON knows no NaN; a value that is not defined is null. */
    private static void put(ObjectNode node, String key, double value) {
        if (Double.isNaN(value)) {
            node.putNull(key);
        } else {
            node.put(key, value);
        }
    }

    /** Maps that share a range. */
    private void group(String prefix, Map<String, Plane> planes, String unit, ObjectNode ranges) throws IOException {
        double low = planes.values().stream().mapToDouble(Plane::min).min().orElse(0);
        double high = planes.values().stream().mapToDouble(Plane::max).max().orElse(1);
        for (Map.Entry<String, Plane> plane : planes.entrySet()) {
            HeatMap map =
                    new HeatMap(plane.getValue(), low, high, ColorMap.VIRIDIS, title(prefix, plane.getKey()), unit);
            write(prefix + plane.getKey(), map, ranges.putArray(plane.getKey()));
        }
    }

    private static String title(String prefix, String key) {
        String label = key;
        for (Interaction interaction : Interaction.values()) {
            label = interaction.key().equals(key) ? interaction.label() : label;
        }
        boolean mask = key.equals("sdsa") || key.equals("sa");
        return (mask ? key.toUpperCase(java.util.Locale.ROOT) : label) + ", stage " + prefix.replaceAll("\\D", "");
    }

    private void write(String name, HeatMap map, ArrayNode range) throws IOException {
        range.add(map.plane().min()).add(map.plane().max());
        HeatMapPng.write(out.resolve(name + ".png"), map);
        Npy.write(out.resolve(name + ".npy"), map.plane());
    }

    private void probe(Frame upright, ProbePoint point, int stages, TaskContext task) throws IOException {
        AttentionProbe prepared = explainer.prepareProbe(upright, point.x(), point.y());
        ObjectNode node = report.putObject("probe").put("x", point.x()).put("y", point.y());
        ImageRegion region = prepared.region();
        node.putObject("region")
                .put("x", region.x())
                .put("y", region.y())
                .put("width", region.width())
                .put("height", region.height());
        for (int stage = 1; stage <= stages; stage++) {
            task.checkCancelled();
            AttentionProbe.Row row = prepared.probe(stage, point.x(), point.y());
            ObjectNode ofStage = node.putObject("s" + stage);
            ofStage.putArray("token").add(row.tokenX()).add(row.tokenY());
            ObjectNode ranges = ofStage.putObject("range");
            String prefix = "probe_s" + stage + "_";
            Map<String, Plane> shares = new LinkedHashMap<>();
            row.interactions().forEach((interaction, plane) -> shares.put(interaction.key(), plane));
            group(prefix, shares, AttentionProbe.Row.CHANNEL_SHARE, ranges);
            if (row.sa().isPresent()) {
                group(prefix, Map.of("sa", row.sa().get()), AttentionProbe.Row.EVEN_SHARES, ranges);
            }
        }
    }
}
