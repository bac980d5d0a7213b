package org.medspike.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.stage.SoftmaxAttention;
import org.medspike.engine.stage.Source;
import org.medspike.engine.stage.Stage;
import org.medspike.engine.stage.Workspace;

/**
 * Groups stages into passes and gives each its place: a ring of a few rows where all who need it are in the same pass,
 * else a place in the shared maps for as long as it is needed.
 */
final class Layout {

    /** Images of fewer rows are small enough to be kept whole; computing rows at the strips' borders twice costs more. */
    private static final int FEWEST_ROWS_TO_FUSE = 96;

    private final List<Stage> order = new ArrayList<>();
    private final Map<Stage, List<Stage>> consumers = new IdentityHashMap<>();
    private final Map<Stage, Integer> turns = new IdentityHashMap<>();
    private final Map<Stage, Integer> passIndices = new IdentityHashMap<>();
    private final List<Pass> passes = new ArrayList<>();
    private final List<Stage> outputs;
    private int rings;
    private int ringBits;
    private int maps;
    private int mapBits;

    Layout(List<Stage> outputs) {
        this.outputs = outputs;
        outputs.forEach(this::visit);
        formPasses();
        int zeros = order.stream().mapToInt(Stage::rowStride).max().orElse(0);
        passes.forEach(pass -> placeRings(pass, zeros));
        placeMaps(zeros);
    }

    private void visit(Stage stage) {
        if (consumers.containsKey(stage)) {
            return;
        }
        consumers.put(stage, new ArrayList<>());
        for (Stage input : stage.inputs()) {
            visit(input);
            consumers.get(input).add(stage);
        }
        order.add(stage);
        int turn = stage instanceof Source ? -1 : 0;
        for (Stage input : stage.inputs()) {
            turn = Math.max(turn, turns.get(input) + (handInHand(stage, input) ? 0 : 1));
        }
        turns.put(stage, turn);
    }

    /** Whether a stage may be computed in the same pass as its input. */
    private static boolean handInHand(Stage stage, Stage input) {
        boolean small = stage.extent().height() < FEWEST_ROWS_TO_FUSE;
        return !input.isSum() && stage.readsByRow(input) && !(small && stage.reach() > 0);
    }

    private record Group(int turn, int height, int width) {}

    private void formPasses() {
        Map<Group, List<Stage>> groups = new LinkedHashMap<>();
        for (Stage stage : order) {
            if (!(stage instanceof Source)) {
                Group group = new Group(
                        turns.get(stage),
                        stage.extent().height(),
                        stage.extent().width());
                groups.computeIfAbsent(group, missing -> new ArrayList<>()).add(stage);
            }
        }
        groups.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().turn()))
                .forEach(entry -> addPass(entry.getValue()));
    }

    private void addPass(List<Stage> stages) {
        stages.forEach(stage -> passIndices.put(stage, passes.size()));
        int[] ahead = new int[stages.size()];
        for (int i = stages.size() - 1; i >= 0; i--) {
            for (int c = i + 1; c < stages.size(); c++) {
                if (stages.get(c).inputs().contains(stages.get(i))) {
                    ahead[i] = Math.max(ahead[i], ahead[c] + stages.get(c).reach());
                }
            }
        }
        passes.add(new Pass(stages, ahead));
    }

    private boolean isMapped(Stage stage) {
        int own = passIndices.getOrDefault(stage, -1);
        return outputs.contains(stage)
                || consumers.get(stage).stream().anyMatch(consumer -> passIndices.get(consumer) != own);
    }

    private void placeRings(Pass pass, int zeros) {
        int floats = Lines.START + zeros;
        int words = zeros;
        for (int i = 0; i < pass.stages().size(); i++) {
            Stage stage = pass.stages().get(i);
            // Only rows that no other worker computes as well are written to the map at once.
            if (stage.isSum() || (isMapped(stage) && pass.ahead(i) == 0)) {
                continue;
            }
            int behind = pass.ahead(i);
            for (int c = i + 1; c < pass.stages().size(); c++) {
                Stage consumer = pass.stages().get(c);
                if (consumer.inputs().contains(stage)) {
                    behind = Math.min(behind, pass.ahead(c) - consumer.reach());
                }
            }
            int rows = pass.ahead(i) - behind + 1;
            if (stage.spikes()) {
                stage.placeInRing(words, rows);
                words = Math.addExact(words, stage.size(rows));
            } else {
                stage.placeInRing(floats, rows);
                floats = Math.addExact(floats, stage.size(rows));
            }
        }
        rings = Math.max(rings, floats);
        ringBits = Math.max(ringBits, words);
    }

    /** A map that is needed from one pass to another. */
    private record Kept(int from, int to, int offset, int size) {

        boolean meets(Kept other) {
            return from <= other.to && other.from <= to;
        }
    }

    private void placeMaps(int zeros) {
        List<Kept> floats = new ArrayList<>();
        List<Kept> words = new ArrayList<>();
        maps = Lines.START + zeros;
        mapBits = zeros;
        List<Stage> kept = order.stream()
                .filter(stage -> !stage.isSum() && isMapped(stage))
                .sorted(Comparator.comparingInt(stage -> passIndices.getOrDefault(stage, -1)))
                .toList();
        for (Stage stage : kept) {
            int from = passIndices.getOrDefault(stage, -1);
            int to = outputs.contains(stage)
                    ? Integer.MAX_VALUE
                    : consumers.get(stage).stream()
                            .mapToInt(passIndices::get)
                            .max()
                            .orElse(from);
            int size = stage.size(stage.extent().height());
            List<Kept> others = stage.spikes() ? words : floats;
            Kept place = new Kept(
                    from, to, lowest(others, from, to, size, stage.spikes() ? zeros : Lines.START + zeros), size);
            others.add(place);
            stage.placeInMaps(place.offset());
            if (stage.spikes()) {
                mapBits = Math.max(mapBits, Math.addExact(place.offset(), size));
            } else {
                maps = Math.max(maps, Math.addExact(place.offset(), size));
            }
        }
    }

    /** The lowest place that is free all the time. */
    private static int lowest(List<Kept> others, int from, int to, int size, int begin) {
        Kept wanted = new Kept(from, to, 0, size);
        int offset = begin;
        List<Kept> busy = others.stream()
                .filter(wanted::meets)
                .sorted(Comparator.comparingInt(Kept::offset))
                .toList();
        for (Kept other : busy) {
            if (other.offset() - offset >= size) {
                return offset;
            }
            offset = Math.max(offset, Math.addExact(other.offset(), other.size()));
        }
        return offset;
    }

    List<Pass> passes() {
        return passes;
    }

    List<Stage> stages() {
        return order;
    }

    /** Floats of all maps together. */
    int maps() {
        return maps;
    }

    /** Words of spikes of all maps together. */
    int mapBits() {
        return mapBits;
    }

    /** What each worker needs for itself. */
    Workspace.Sizes sizes() {
        int row = order.stream().mapToInt(Stage::rowStride).max().orElse(0);
        int channels = order.stream().mapToInt(Stage::pixelStride).max().orElse(0);
        int attention = order.stream()
                .filter(SoftmaxAttention.class::isInstance)
                .mapToInt(stage -> ((SoftmaxAttention) stage).scratch())
                .max()
                .orElse(0);
        return new Workspace.Sizes(rings, ringBits, row, channels * 32, attention);
    }
}
