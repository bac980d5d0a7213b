package org.medspike.energy;

import java.util.List;
import org.medspike.dataset.Case;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.ActivityMeter;
import org.medspike.study.CaseStudy;
import org.medspike.task.TaskContext;
import org.medspike.tensor.activity.LayerActivity;

/** Measures a model's spikes on images and works out what they would cost. */
public final class EnergyStudy {

    private EnergyStudy() {}

    /**
     * Runs the model on the images; their masks are not read.
     *
     * @param meter the model; stays the caller's
     * @param model what an operation costs
     * @return what was found; an image that cannot be read is listed there
     * @throws org.medspike.task.TaskCancelledException if the starter asked to stop
     */
    public static EnergyReport run(ActivityMeter meter, List<Case> cases, EnergyModel model, TaskContext task) {
        ImageFiles files = new ImageFiles();
        CaseStudy<List<LayerActivity>> study = CaseStudy.run(cases, one -> meter.measure(one.loadImage(files)), task);
        return EnergyReport.of(meter.bundle().card(), model, study.results(), study.failed());
    }
}
