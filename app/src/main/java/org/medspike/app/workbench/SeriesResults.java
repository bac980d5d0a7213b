package org.medspike.app.workbench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.medspike.imaging.series.Series;
import org.medspike.imaging.series.Slice;

/** What the model said of the slices that were segmented since the series was opened. Used on the FX thread. */
public final class SeriesResults {

    private final Map<Slice, SliceResult> results = new HashMap<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    /** Keeps a result; those of another model are dropped, for a volume must be the work of one. */
    void keep(Slice slice, SliceResult result) {
        results.values().removeIf(other -> !other.model().equals(result.model()));
        results.put(slice, result);
        changes.set(changes.get() + 1);
    }

    Optional<SliceResult> of(Slice slice) {
        return Optional.ofNullable(results.get(slice));
    }

    void clear() {
        results.clear();
        changes.set(changes.get() + 1);
    }

    /** Grows with each result and whenever all are dropped. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Measures the masks of a series at a threshold: taken now, computed wherever it is called, in tens of milliseconds. */
    public DoubleFunction<SeriesMeasure> measuring(Series series) {
        Map<Slice, SliceResult> now = new HashMap<>(results);
        now.keySet().retainAll(new HashSet<>(series.slices()));
        return threshold -> new SeriesMeasure(
                series,
                now.size(),
                now.values().stream()
                        .mapToLong(result -> result.pixelsAbove(threshold))
                        .sum(),
                threshold);
    }
}
