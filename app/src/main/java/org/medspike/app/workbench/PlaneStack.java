package org.medspike.app.workbench;

import java.util.Optional;
import org.medspike.imaging.Examination;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.series.AnatomicalPlane;
import org.medspike.imaging.series.Volume;

/** The planes of a volume in one direction. */
public final class PlaneStack implements Stack {

    private final String name;
    private final Examination examination;
    private final Volume volume;
    private final AnatomicalPlane plane;

    PlaneStack(String name, Examination examination, Volume volume, AnatomicalPlane plane) {
        this.name = name;
        this.examination = examination;
        this.volume = volume;
        this.plane = plane;
    }

    @Override
    public int count() {
        return volume.count(plane);
    }

    @Override
    public Examination examination() {
        return examination;
    }

    @Override
    public OpenImage read(int index, Optional<GreyWindow> window) {
        return OpenImage.of(
                name,
                Optional.empty(),
                volume.plane(plane, index),
                window,
                new ImageOrigin(
                        examination,
                        index,
                        Optional.empty(),
                        Optional.of(volume.placement(plane, index)),
                        Optional.of(this)));
    }
}
