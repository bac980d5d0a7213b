package org.medspike.app.workbench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medspike.app.EngineChoice;
import org.medspike.app.job.JobRunner;
import org.medspike.app.job.NewestNext;
import org.medspike.app.session.PreferenceStore;
import org.medspike.bundle.ModelLibrary;

/** All that lies behind the window, without a window and without a model. */
public final class Desk implements AutoCloseable {

    public final FxQueue fx = new FxQueue();
    public final PreferenceStore preferences;
    public final JobRunner jobs = new JobRunner(fx);
    public final Workbench workbench;
    public final WindowLevel windows;
    public final SeriesDesk series;
    private final NewestNext painter = new NewestNext(fx, "painter");
    private final ActiveModel model;

    /** A desk that keeps its preferences in a folder. */
    public Desk(Path home) {
        preferences = new PreferenceStore(home.resolve("preferences.json"));
        model = new ActiveModel(
                new ModelLibrary(home.resolve("none"), home.resolve("models")), EngineChoice.JAVA.create());
        workbench = new Workbench(jobs, model);
        windows = new WindowLevel(workbench, painter, preferences);
        series = new SeriesDesk(workbench, windows, jobs, preferences, fx);
    }

    /** Opens a file and waits until all of it is found. */
    public void open(Path file) {
        series.open(List.of(file), () -> {}, () -> {});
        fx.until(() -> jobs.running().isEmpty());
    }

    /** The image on the desk. */
    public OpenImage image() {
        return workbench.imageProperty().get().orElseThrow();
    }

    /** A NIfTI volume of 16-bit voxels, one millimetre a side, in which a voxel is 100 k + 10 j + i. */
    public static Path volume(Path file, int width, int height, int slices) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(352 + 2 * width * height * slices).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 348).putShort(40, (short) 3).putShort(70, (short) 4).putFloat(108, 352);
        int[] extents = {width, height, slices};
        for (int i = 0; i < 3; i++) {
            bytes.putShort(42 + 2 * i, (short) extents[i]).putFloat(80 + 4 * i, 1);
        }
        bytes.put(123, (byte) 2).putShort(254, (short) 1);
        // To DICOM's left, posterior and superior, so that nothing is turned.
        bytes.putFloat(280, -1).putFloat(300, -1).putFloat(320, 1);
        bytes.put(344, "n+1".getBytes(StandardCharsets.US_ASCII));
        bytes.position(352);
        for (int i = 0; i < width * height * slices; i++) {
            int k = i / (width * height);
            int j = i / width % height;
            bytes.putShort((short) (100 * k + 10 * j + i % width));
        }
        return Files.write(file, bytes.array());
    }

    @Override
    public void close() {
        series.close();
        jobs.close();
        painter.close();
        model.close();
        preferences.close();
    }
}
