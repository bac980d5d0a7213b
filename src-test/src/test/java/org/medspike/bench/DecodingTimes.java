package org.medspike.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What {@link DecodingBenchmark} times: the first frame of an open file, from bytes on the disk to stored values. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DecodingTimes {

    /** The corpus' folder with DICOM files. */
    @Param("")
    public String folder;

    /** A file of it. */
    @Param("")
    public String file;

    private ImageSource source;

    /** Opens the file. */
    @Setup
    public void open() throws IOException {
        source = new ImageFiles().open(Path.of(folder, file));
    }

    /** Closes it. */
    @TearDown
    public void close() {
        source.close();
    }

    /** Decodes the first frame. */
    @Benchmark
    public Frame decode() throws IOException {
        return source.read(0);
    }
}
