package org.medspike.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarkTest {

    /** The textbook example of nearest rank: the 5th, 30th, 40th, 50th and 100th percentile of five values. */
    @Test
    void percentile_isByNearestRank() {
        double[] values = {35, 20, 15, 50, 40};

        assertThat(Benchmark.percentile(values, 0.05)).isEqualTo(15);
        assertThat(Benchmark.percentile(values, 0.30)).isEqualTo(20);
        assertThat(Benchmark.percentile(values, 0.40)).isEqualTo(20);
        assertThat(Benchmark.percentile(values, 0.50)).isEqualTo(35);
        assertThat(Benchmark.percentile(values, 1.00)).isEqualTo(50);
    }
}
