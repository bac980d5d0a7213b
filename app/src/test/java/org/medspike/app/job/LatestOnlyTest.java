package org.medspike.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatestOnlyTest {

    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final List<Integer> shown = new ArrayList<>();

    @Test
    void onlyTheNewestRequest_isShown() throws InterruptedException {
        try (LatestOnly latest = new LatestOnly(fx::add)) {
            CountDownLatch computing = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            latest.request(
                    () -> {
                        computing.countDown();
                        await(goOn);
                        return 1;
                    },
                    shown::add);
            computing.await();
            List<Integer> computed = new ArrayList<>();
            latest.request(() -> add(computed, 2), shown::add);
            latest.request(() -> add(computed, 3), shown::add);
            goOn.countDown();

            fx.poll(20, TimeUnit.SECONDS).run();
            fx.poll(20, TimeUnit.SECONDS).run();

            assertThat(shown).containsExactly(3);
            assertThat(computed).as("the one between is not even computed").containsExactly(3);
        }
    }

    private static int add(List<Integer> computed, int value) {
        computed.add(value);
        return value;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
