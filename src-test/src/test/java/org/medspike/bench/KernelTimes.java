package org.medspike.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.Panels;
import org.medspike.engine.kernel.SpikeTables;
import org.medspike.engine.kernel.WinogradRows;
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
    private float[] gradient;
    private float[] sums;
    private float[] rest;
    private float[] weights;
    private float[] packed;
    private float[] packed3;
    private float[] planes;
    private int planeStride;
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
        in = floats(random, 4 * (width + 2) * channels);
        out = floats(random, 2 * width * channels);
        gradient = floats(random, width * channels);
        rest = floats(random, width * channels);
        weights = floats(random, 9 * channels * channels);
        sums = Lines.floats(9 * channels * channels);
        packed = Lines.floats(Panels.size(channels, channels, kernels.panel()));
        Panels.pack(weights, Lines.START, channels, channels, kernels.panel(), packed, Lines.START);
        packed3 = Lines.floats(Panels.size(9 * channels, channels, kernels.panel()));
        Panels.pack(weights, Lines.START, 9 * channels, channels, kernels.panel(), packed3, Lines.START);
        planeStride = WinogradRows.tiles(width) * channels + Kernels.LANE_GROUP;
        planes = Lines.floats(2 * WinogradRows.PLANES * planeStride);
        tables = Lines.floats(SpikeTables.size(channels, channels, kernels.panel()));
        SpikeTables.fill(weights, Lines.START, channels, channels, kernels.panel(), tables, Lines.START);
        zeros = Lines.floats(channels);
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
        float[] values = Lines.floats(count);
        for (int i = 0; i < values.length; i++) {
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
        int first = Lines.START;
        kernels.dense()
                .add(
                        in, first, channels, channels, packed, first, panel, out, first, channels, out, first, channels,
                        width, channels);
        return out;
    }

    @Benchmark
    public float[] dense3x3() {
        int panel = 9 * channels * kernels.panel();
        int first = Lines.START;
        for (int dy = 0; dy < 3; dy++) {
            kernels.dense()
                    .add(
                            in,
                            first + dy * (width + 2) * channels,
                            channels,
                            3 * channels,
                            packed3,
                            first + 3 * dy * channels * kernels.panel(),
                            panel,
                            out,
                            first,
                            channels,
                            out,
                            first,
                            channels,
                            width,
                            channels);
        }
        return out;
    }

    /** Two rows by minimal filtering; with the same matrix for each plane. */
    @Benchmark
    public float[] winograd3x3() {
        int row = (width + 2) * channels;
        int first = Lines.START;
        int products = first + WinogradRows.PLANES * planeStride;
        kernels.winograd()
                .spread(
                        in,
                        first,
                        first + row,
                        first + 2 * row,
                        first + 3 * row,
                        width,
                        channels,
                        planes,
                        first,
                        planeStride);
        for (int plane = 0; plane < WinogradRows.PLANES; plane++) {
            kernels.dense()
                    .add(
                            planes,
                            first + plane * planeStride,
                            channels,
                            channels,
                            packed,
                            first,
                            channels * kernels.panel(),
                            zeros,
                            first,
                            0,
                            planes,
                            products + plane * planeStride,
                            channels,
                            WinogradRows.tiles(width),
                            channels);
        }
        kernels.winograd()
                .collect(planes, products, planeStride, out, first, first + width * channels, width, channels);
        return out;
    }

    @Benchmark
    public float[] denseOuter() {
        int first = Lines.START;
        kernels.denseOuter()
                .add(in, first, channels, channels, gradient, first, channels, sums, first, width, channels);
        return sums;
    }

    @Benchmark
    public float[] spikesByEvents() {
        int first = Lines.START;
        kernels.spikes()
                .add(bits, 0, words, weights, first, zeros, first, 0, out, first, channels, width, channels, events);
        return out;
    }

    @Benchmark
    public float[] spikesByTables() {
        int first = Lines.START;
        int groups = channels / SpikeTables.GROUP;
        kernels.spikeTables()
                .add(bits, 0, words, groups, tables, first, zeros, first, 0, out, first, channels, width, channels);
        return out;
    }

    @Benchmark
    public float[] spikesOuter() {
        int first = Lines.START;
        kernels.spikeOuter().add(bits, 0, words, gradient, first, channels, sums, first, width, channels, events);
        return sums;
    }

    @Benchmark
    public float[] depthWise() {
        int row = (width + 2) * channels;
        int first = Lines.START;
        kernels.depthWise()
                .apply(
                        in,
                        first,
                        first + row,
                        first + 2 * row,
                        weights,
                        first,
                        zeros,
                        first,
                        out,
                        first,
                        width,
                        channels);
        return out;
    }

    @Benchmark
    public float[] depthWiseOuter() {
        int row = (width + 2) * channels;
        int first = Lines.START;
        kernels.depthWiseOuter()
                .add(in, first, first + row, first + 2 * row, gradient, first, sums, first, width, channels);
        return sums;
    }

    @Benchmark
    public int[] fire() {
        kernels.fire().fire(in, Lines.START, rest, Lines.START, false, 1, 0.5f, fired, 0, width, channels);
        return fired;
    }
}
