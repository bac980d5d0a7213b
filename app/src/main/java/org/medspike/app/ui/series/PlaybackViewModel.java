package org.medspike.app.ui.series;

import java.util.Locale;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.medspike.app.workbench.SeriesDesk;

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
        playing.addListener((property, before, now) -> {
            play(now);
            tell();
        });
        desk.stackProperty().addListener((property, before, now) -> {
            if (now.isEmpty() || now.get().count() < 2) {
                playing.set(false);
            }
            tell();
        });
    }

    private void play(boolean on) {
        if (on) {
            ticker.start(seconds(), desk::advance);
        } else {
            ticker.stop();
        }
    }

    /** A rate of our own is of interest only while it plays. */
    private void tell() {
        boolean stacked =
                desk.stackProperty().get().map(stack -> stack.count() > 1).orElse(false);
        boolean own = fileSeconds().isEmpty();
        rate.set(
                stacked && (playing.get() || !own)
                        ? String.format(
                                Locale.ROOT,
                                own ? "%.0f images/s (the file gives no rate)" : "%.1f images/s (from the file)",
                                1 / seconds())
                        : "");
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
