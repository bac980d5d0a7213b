package org.medspike.app.ui.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.app.workbench.Desk;

/** Clips play round and round. */
class PlaybackViewModelTest {

    @TempDir
    Path folder;

    private static final class HandTicker implements Ticker {

        private double seconds;
        private Runnable tick = () -> {};

        @Override
        public void start(double every, Runnable run) {
            seconds = every;
            tick = run;
        }

        @Override
        public void stop() {
            seconds = 0;
            tick = () -> {};
        }
    }

    @Test
    void plays_fromTheLastImageToTheFirst_andStopsWithTheSeries() throws IOException {
        HandTicker ticker = new HandTicker();
        try (Desk desk = new Desk(folder.resolve("home"))) {
            PlaybackViewModel playback = new PlaybackViewModel(desk.series, ticker);
            desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 3));
            assertThat(playback.rateProperty().get()).isEmpty();

            playback.playingProperty().set(true);

            assertThat(ticker.seconds).isEqualTo(0.1);
            assertThat(playback.rateProperty().get()).isEqualTo("10 images/s (the file gives no rate)");
            for (int wanted : new int[] {100, 200, 0, 100}) {
                ticker.tick.run();
                desk.fx.until(() -> desk.image().upright().sample(0, 0, 0) == wanted);
            }
            desk.open(Desk.volume(folder.resolve("single.nii"), 4, 3, 1));
            assertThat(playback.playingProperty().get()).isFalse();
            assertThat(ticker.seconds).isZero();
        }
    }
}
