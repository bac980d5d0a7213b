package org.medspike.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

/** Compares what kernels give in single precision with the same in double precision. */
final class Roundings {

    private static final double TOLERANCE = 2e-5;

    private Roundings() {}

    /** All values are those expected, to a few roundings; what is not a number is none of them. */
    static void assertClose(float[] actual, double[] expected, String what) {
        assertClose(
                IntStream.range(0, actual.length).mapToDouble(i -> actual[i]).toArray(), expected, what);
    }

    /** The same of sums in double precision. */
    static void assertClose(double[] actual, double[] expected, String what) {
        IntStream.range(0, actual.length)
                .filter(i -> !(Math.abs(actual[i] - expected[i]) <= TOLERANCE * (1 + Math.abs(expected[i]))))
                .findFirst()
                .ifPresent(i -> assertThat(actual[i]).as(what + " at " + i).isEqualTo(expected[i]));
    }
}
