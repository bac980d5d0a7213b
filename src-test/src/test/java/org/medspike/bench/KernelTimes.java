package org.medspike.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Panels;
import org.medspike.engine.kernel.SpikeTables;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What {@link KernelBenchmark} times: each kernel on one row as it stands in the network, at the width that goes with the
 * number of channels; and, as the measure of the machine, a matrix product by PyTorch. One thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelTimes {

    /** Side of the matrices of the machine's measure. */
    static final int MATRIX = 1024;

    /** Channels of a stage; a row has 8192 / channels pixels. */
    @Param({"32", "64", "128", "256"})
    public int channels;

    /** Share of neurons that fire. */
    @Param({"0.1"})
    public double rate;

    private final Kernels kernels = Kernels.best();
    private int width;
    private int words;
    private float[] in;
    private float[] out;
    private float[] rest;
    private float[] weights;
    private float[] packed;
    private float[] packed3;
    private float[] tables;
    private float[] zeros;
    private int[] bits;
    private int[] fired;
    private int[] events;
    private NDManager manager;
    private NDArray a;
    private NDArray b;

    /** Pixels of a row at this many channels. */
    static int width(int channels) {
        return 8192 / channels;
    }

    /** Fills everything with random numbers. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        width = width(channels);
        words = Kernels.words(channels);
        in = floats(random, 3 * (width + 2) * channels);
        out = floats(random, width * channels);
        rest = floats(random, width * channels);
        weights = floats(random, 9 * channels * channels);
        packed = new float[Panels.size(channels, channels, kernels.panel())];
        Panels.pack(weights, 0, channels, channels, kernels.panel(), packed, 0);
        packed3 = new float[Panels.size(9 * channels, channels, kernels.panel())];
        Panels.pack(weights, 0, 9 * channels, channels, kernels.panel(), packed3, 0);
        tables = new float[SpikeTables.size(channels, channels, kernels.panel())];
        SpikeTables.fill(weights, 0, channels, channels, kernels.panel(), tables, 0);
        zeros = new float[channels];
        bits = new int[width * words];
        for (int i = 0; i < width * channels; i++) {
            if (random.nextDouble() < rate) {
                bits[i / channels * words + i % channels / 32] |= 1 << i % channels;
            }
        }
        fired = new int[width * words];
        events = new int[32 * words];
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        a = manager.randomUniform(0, 1, new Shape(MATRIX, MATRIX));
        b = manager.randomUniform(0, 1, new Shape(MATRIX, MATRIX));
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1) / 1024;
        }
        return values;
    }

    /** Gives native memory back. */
    @TearDown
    public void close() {
        manager.close();
    }

    /** The machine's measure. */
    @Benchmark
    public float matrixProduct() {
        try (NDArray product = a.matMul(b)) {
            return product.getFloat(0, 0);
        }
    }

    @Benchmark
    public float[] dense1x1() {
        int panel = channels * kernels.panel();
        kernels.dense()
                .add(
                        in, channels, channels, channels, packed, 0, panel, out, 0, channels, out, 0, channels, width,
                        channels);
        return out;
    }

    @Benchmark
    public float[] dense3x3() {
        int panel = 9 * channels * kernels.panel();
        for (int dy = 0; dy < 3; dy++) {
            kernels.dense()
                    .add(
                            in,
                            dy * (width + 2) * channels,
                            channels,
                            3 * channels,
                            packed3,
                            3 * dy * channels * kernels.panel(),
                            panel,
                            out,
                            0,
                            channels,
                            out,
                            0,
                            channels,
                            width,
                            channels);
        }
        return out;
    }

    @Benchmark
    public float[] spikesByEvents() {
        kernels.spikes().add(bits, 0, words, weights, 0, out, 0, channels, out, 0, channels, width, channels, events);
        return out;
    }

    @Benchmark
    public float[] spikesByTables() {
        kernels.spikeTables()
                .add(
                        bits,
                        0,
                        words,
                        channels / SpikeTables.GROUP,
                        tables,
                        0,
                        out,
                        0,
                        channels,
                        out,
                        0,
                        channels,
                        width,
                        channels);
        return out;
    }

    @Benchmark
    public float[] depthWise() {
        int row = (width + 2) * channels;
        kernels.depthWise().apply(in, 0, row, 2 * row, weights, 0, zeros, 0, out, 0, width, channels);
        return out;
    }

    @Benchmark
    public int[] fire() {
        kernels.fire().fire(in, 0, rest, 0, false, 1, 0.5f, fired, 0, width, channels);
        return fired;
    }
}
