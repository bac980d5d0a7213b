package org.medspike.evaluation.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Keeps the images with the lowest IoU under one protocol, with their masks; of equals the first by name. */
public final class WorstImages implements Consumer<ScoredImage> {

    private static final Comparator<ScoredImage> WORST_FIRST = Comparator.<ScoredImage>comparingDouble(
                    image -> image.score().counts().iou())
            .thenComparing(image -> image.score().stem());

    private final Protocol protocol;
    private final int most;
    private final PriorityQueue<ScoredImage> kept = new PriorityQueue<>(WORST_FIRST.reversed());

    /** None yet. */
    public WorstImages(Protocol protocol, int most) {
        this.protocol = protocol;
        this.most = most;
    }

    @Override
    public void accept(ScoredImage image) {
        if (image.protocol() == protocol) {
            kept.add(image);
            if (kept.size() > most) {
                kept.remove();
            }
        }
    }

    /** Under which protocol they are worst. */
    public Protocol protocol() {
        return protocol;
    }

    /** The images, worst first. */
    public List<ScoredImage> sorted() {
        List<ScoredImage> sorted = new ArrayList<>(kept);
        sorted.sort(WORST_FIRST);
        return sorted;
    }
}
