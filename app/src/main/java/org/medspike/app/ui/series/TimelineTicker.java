package org.medspike.app.ui.series;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/** Ticks by JavaFX's own clock. */
public final class TimelineTicker implements Ticker {

    private final Timeline timeline = new Timeline();

    @Override
    public void start(double seconds, Runnable tick) {
        timeline.stop();
        timeline.getKeyFrames().setAll(new KeyFrame(Duration.seconds(seconds), event -> tick.run()));
        timeline.setCycleCount(Animation.INDEFINITE);
        timeline.play();
    }

    @Override
    public void stop() {
        timeline.stop();
    }
}
