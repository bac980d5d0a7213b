package org.medspike.alignment;

import java.util.List;
import org.medspike.dataset.Case;
import org.medspike.dataset.LabelledImage;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.Explainer;
import org.medspike.study.CaseStudy;
import org.medspike.task.TaskContext;

/** Puts the heat maps of a model into numbers, over the cases of a data folder. */
public final class AlignmentStudy {

    private AlignmentStudy() {}

    /**
     * Explains the images and compares their maps with each other and with the true masks.
     *
     * @param explainer the model; stays the caller's
     * @return what was found; a case that cannot be read is listed there
     * @throws org.medspike.task.TaskCancelledException if the starter asked to stop
     */
    public static AlignmentReport run(Explainer explainer, List<Case> cases, TaskContext task) {
        ImageFiles files = new ImageFiles();
        CaseStudy<ImageAlignment> study = CaseStudy.run(
                cases,
                one -> {
                    LabelledImage labelled = one.load(files);
                    return ImageAlignment.of(one.stem(), explainer.explain(labelled.image()), labelled.truth());
                },
                task);
        return AlignmentReport.of(explainer.bundle().card(), study.results(), study.failed());
    }
}
