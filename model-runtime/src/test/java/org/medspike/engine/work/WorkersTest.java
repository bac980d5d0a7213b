package org.medspike.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Workers do each part once")
class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void parts_areDoneOnceEach_jobAfterJob(int threads) {
        try (Workers workers = new Workers(threads)) {
            for (int parts = 0; parts < 200; parts++) {
                AtomicIntegerArray done = new AtomicIntegerArray(Math.max(1, parts));
                workers.run(parts, (part, worker) -> {
                    assertThat(worker).isBetween(0, threads - 1);
                    done.incrementAndGet(part);
                });
                for (int part = 0; part < parts; part++) {
                    assertThat(done.get(part)).isOne();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void failureOfAPart_reachesTheCaller_andTheNextJobIsDone(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThatThrownBy(() -> workers.run(8, (part, worker) -> {
                        throw new IllegalArgumentException("part " + part);
                    }))
                    .isInstanceOf(RuntimeException.class)
                    .hasMessageContaining("part");
            AtomicIntegerArray done = new AtomicIntegerArray(8);
            workers.run(8, (part, worker) -> done.incrementAndGet(part));
            assertThat(done.toString()).isEqualTo("[1, 1, 1, 1, 1, 1, 1, 1]");
        }
    }
}
