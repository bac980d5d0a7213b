package org.medspike.evaluation.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.medspike.dataset.Case;
import org.medspike.dataset.CaseReader;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.LabelledImage;
import org.medspike.evaluation.ImageScore;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.inference.Prediction;
import org.medspike.inference.Segmenter;
import org.medspike.mask.Mask;
import org.medspike.task.TaskContext;

/**
 * Segments labelled images and scores what comes out.
 *
 * <p>An image that cannot be read, does not fit its mask or does not fit into memory is listed with its reason; the
 * others are still scored. Masks are not kept: of each image only its numbers stay. Lengths are px, for no file that
 * can be read today carries a spacing that could be trusted. Used by one thread.
 */
public final class Evaluator {

    /** For a pixel: probability and its resampling (4 bytes each), distances (8), and the masks. */
    private static final int BYTES_A_PIXEL = 20;

    private final ImageFiles files;
    private final List<Protocol> protocols;

    /**
     * An evaluator.
     *
     * @param protocols at least one; an image is segmented once for all of them
     */
    public Evaluator(ImageFiles files, Set<Protocol> protocols) {
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("an evaluation needs a protocol");
        }
        this.files = files;
        this.protocols = protocols.stream().sorted().toList();
    }

    /**
     * Scores a model.
     *
     * @param segmenter the model; stays the caller's
     * @param onScored told of each image and protocol, in order, on the calling thread
     * @throws org.medspike.task.TaskCancelledException if the task was stopped between two images or tiles
     */
    public ModelScores run(Segmenter segmenter, List<Case> cases, Consumer<ScoredImage> onScored, TaskContext task) {
        Map<Protocol, List<ImageScore>> scores = new EnumMap<>(Protocol.class);
        protocols.forEach(protocol -> scores.put(protocol, new ArrayList<>()));
        List<Unscored> unscored = new ArrayList<>();
        try (CaseReader reader = new CaseReader(files)) {
            for (int i = 0; i < cases.size(); i++) {
                task.checkCancelled();
                Case one = cases.get(i);
                task.progress((double) i / cases.size(), one.stem());
                try {
                    for (ScoredImage scored : score(segmenter, reader.read(one), one, task.quietly())) {
                        scores.get(scored.protocol()).add(scored.score());
                        onScored.accept(scored);
                    }
                } catch (DataFolderException e) {
                    unscored.add(new Unscored(one.stem(), e.getMessage()));
                } catch (ImageReadException e) {
                    unscored.add(new Unscored(
                            one.stem(), "The image " + one.image() + " is too large: " + e.getMessage() + "."));
                }
            }
        }
        scores.replaceAll((protocol, list) -> List.copyOf(list));
        return new ModelScores(segmenter.bundle().card(), scores, List.copyOf(unscored));
    }

    private List<ScoredImage> score(Segmenter segmenter, LabelledImage labelled, Case one, TaskContext task)
            throws ImageReadException {
        Frame image = labelled.image();
        MemoryBudget.require(
                (long) BYTES_A_PIXEL * image.width() * image.height(),
                "scoring " + image.width() + " x " + image.height() + " pixels");
        Prediction prediction = segmenter.predict(image, task);
        float threshold = segmenter.bundle().card().threshold();
        List<ScoredImage> scored = new ArrayList<>();
        for (Protocol protocol : protocols) {
            Mask predicted = protocol.predicted(prediction, image.width(), image.height(), threshold);
            Mask truth = protocol.truth(labelled.truth());
            ImageScore score = ImageScore.of(one.stem(), predicted, truth, protocol.spacing(image));
            scored.add(new ScoredImage(one, protocol, predicted, truth, score));
        }
        return scored;
    }
}
