package org.medspike.app.ui.series;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.medspike.app.workbench.SeriesDesk;
import org.medspike.app.workbench.Stack;

/**
 * Plays what is scrolled through, round and round, at the rate of its file. Where decoding is slower than that, images are shown
 * as they come; none is left out.
 */
public final class PlaybackViewModel {

    /** Where the file names no rate. */
    private static final double USUAL_SECONDS = 0.1;

    /** Faster than a screen shows anything. */
    private static final double FASTEST_SECONDS = 1.0 / 60;

    private final SeriesDesk desk;
    private final Ticker ticker;
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper rate = new ReadOnlyStringWrapper("");

    /** Nothing is played yet. */
    public PlaybackViewModel(SeriesDesk desk, Ticker ticker) {
        this.desk = desk;
        this.ticker = ticker;
        playing.addListener((property, before, now) -> play(now));
        desk.stackProperty().addListener((property, before, now) -> changed(now));
    }

    private void play(boolean on) {
        if (on) {
            ticker.start(seconds(), desk::advance);
        } else {
            ticker.stop();
        }
    }

    private void changed(Optional<Stack> stack) {
        if (stack.isEmpty() || stack.get().count() < 2) {
            playing.set(false);
        }
        rate.set(stack.filter(shown -> shown.count() > 1)
                .map(shown -> String.format(
                        Locale.ROOT,
                        fileSeconds().isPresent()
                                ? "%.1f images/s (from the file)"
                                : "%.0f images/s (the file gives no rate)",
                        1 / seconds()))
                .orElse(""));
    }

    private OptionalDouble fileSeconds() {
        return desk.stackProperty()
                .get()
                .map(stack -> stack.examination().frameSeconds())
                .orElse(OptionalDouble.empty());
    }

    private double seconds() {
        return Math.max(FASTEST_SECONDS, fileSeconds().orElse(USUAL_SECONDS));
    }

    /** Whether it plays. */
    public BooleanProperty playingProperty() {
        return playing;
    }

    /** How fast, and who says so. */
    public ReadOnlyStringProperty rateProperty() {
        return rate.getReadOnlyProperty();
    }
}
