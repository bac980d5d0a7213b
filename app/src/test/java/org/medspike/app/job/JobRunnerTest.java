package org.medspike.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test's thread stands for the FX thread: it takes what comes back when it wants to. */
class JobRunnerTest {

    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final JobRunner runner = new JobRunner(fx::add);
    private final List<Object> outcomes = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    private void onFxUntilIdle() throws InterruptedException {
        while (!runner.running().isEmpty()) {
            Runnable next = fx.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("something comes back").isNotNull();
            next.run();
        }
    }

    @Test
    void done_bringsTheResultBack() throws InterruptedException {
        Job job = runner.start("work", task -> 42, outcomes::add, outcomes::add);
        assertThat(runner.running()).containsExactly(job);

        onFxUntilIdle();

        assertThat(outcomes).containsExactly(42);
    }

    @Test
    void failed_bringsTheReasonBack() throws InterruptedException {
        IOException reason = new IOException("no");
        runner.start(
                "work",
                task -> {
                    throw reason;
                },
                outcomes::add,
                outcomes::add);

        onFxUntilIdle();

        assertThat(outcomes).containsExactly(reason);
    }

    @Test
    void cancelled_stopsAtItsNextCheck_andNobodyIsTold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Job job = runner.start(
                "work",
                task -> {
                    begun.countDown();
                    asked.await();
                    task.checkCancelled();
                    return 42;
                },
                outcomes::add,
                outcomes::add);
        begun.await();
        job.cancel();
        asked.countDown();

        onFxUntilIdle();

        assertThat(outcomes).isEmpty();
    }

    @Test
    void cancelledAfterTheWork_butBeforeItIsShown_isNotShown() throws InterruptedException {
        Job job = runner.start("work", task -> 42, outcomes::add, outcomes::add);
        Runnable comingBack = fx.poll(20, TimeUnit.SECONDS);
        job.cancel();
        comingBack.run();

        assertThat(outcomes).isEmpty();
        assertThat(runner.running()).isEmpty();
    }

    @Test
    void progress_isShownOnTheFxThread() throws InterruptedException {
        Job job = runner.start(
                "work",
                task -> {
                    task.progress(0.5, "half");
                    return 1;
                },
                outcomes::add,
                outcomes::add);
        assertThat(job.progressProperty().get()).isNegative();

        onFxUntilIdle();

        assertThat(job.progressProperty().get()).isEqualTo(0.5);
        assertThat(job.doingProperty().get()).isEqualTo("half");
    }
}
