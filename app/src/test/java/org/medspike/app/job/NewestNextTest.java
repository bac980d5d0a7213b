package org.medspike.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NewestNextTest {

    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final List<Integer> shown = new ArrayList<>();

    private void runNext() throws InterruptedException {
        fx.poll(20, TimeUnit.SECONDS).run();
    }

    @Test
    void whatIsBegun_isShown_andOfTheWaitingOnlyTheNewest() throws InterruptedException {
        try (NewestNext next = new NewestNext(fx::add, "test")) {
            for (int i = 1; i <= 4; i++) {
                int number = i;
                next.request(() -> number, shown::add);
            }

            runNext();
            runNext();

            assertThat(shown).containsExactly(1, 4);
            assertThat(next.isBusy()).isFalse();
        }
    }

    @Test
    void whatIsDropped_isNotShown() throws InterruptedException {
        try (NewestNext next = new NewestNext(fx::add, "test")) {
            next.request(() -> 1, shown::add);
            next.request(() -> 2, shown::add);
            next.drop();
            next.request(() -> 3, shown::add);

            runNext();
            runNext();

            assertThat(shown).containsExactly(3);
        }
    }
}
