package org.medspike.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.medspike.dataset.Case;
import org.medspike.task.TaskContext;

/**
 * What came of going through cases.
 *
 * @param results of those that went well, in order
 * @param failed the others
 * @param <R> what is found in one case
 */
public record CaseStudy<R>(List<R> results, List<Failure> failed) {

    /** Copies the lists. */
    public CaseStudy {
        results = List.copyOf(results);
        failed = List.copyOf(failed);
    }

    /**
     * A case that could not be studied.
     *
     * @param stem name of the case
     * @param reason for the user
     */
    public record Failure(String stem, String reason) {}

    /**
     * Studies one case.
     *
     * @param <R> what is found
     */
    @FunctionalInterface
    public interface Work<R> {
        /**
         * Looks at a case.
         *
         * @throws IOException if its files are not usable, with the reason for the user
         */
        R study(Case one) throws IOException;
    }

    /**
     * Goes through the cases one by one; one that fails is written down, and the others are still done.
     *
     * @throws org.medspike.task.TaskCancelledException if the starter asked to stop
     */
    public static <R> CaseStudy<R> run(List<Case> cases, Work<R> work, TaskContext task) {
        List<R> results = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            task.checkCancelled();
            Case one = cases.get(i);
            task.progress((double) i / cases.size(), one.stem());
            try {
                results.add(work.study(one));
            } catch (IOException e) {
                failed.add(new Failure(one.stem(), String.valueOf(e.getMessage())));
            }
        }
        return new CaseStudy<>(results, failed);
    }
}
