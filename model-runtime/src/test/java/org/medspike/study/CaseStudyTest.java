package org.medspike.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medspike.dataset.Case;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;

class CaseStudyTest {

    private static final List<Case> CASES = IntStream.range(10, 30)
            .mapToObj(i -> new Case("case" + i, Path.of("i"), Path.of("m")))
            .toList();

    @Test
    void oneThatFails_isWrittenDown_andTheOthersAreDone() {
        CaseStudy<String> study = CaseStudy.run(
                CASES,
                one -> {
                    if (one.stem().equals("case12")) {
                        throw new IOException("it is torn");
                    }
                    return one.stem();
                },
                TaskContext.UNWATCHED);

        assertThat(study.results()).hasSize(19).startsWith("case10", "case11", "case13");
        assertThat(study.failed()).containsExactly(new CaseStudy.Failure("case12", "it is torn"));
    }

    @Test
    void stopsWhenAsked() {
        TaskContext stopped = new TaskContext() {
            @Override
            public void progress(double fraction, String doing) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> CaseStudy.run(CASES, Case::stem, stopped)).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void sample_isTheSameForTheSameSeed_withoutRepeats_andAllWhereThereAreNoMore() {
        List<Case> five = CaseSample.of(CASES, 5, 7);

        assertThat(five)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .isSubsetOf(CASES)
                .isSortedAccordingTo(java.util.Comparator.comparing(Case::stem));
        assertThat(CaseSample.of(CASES, 5, 7)).isEqualTo(five);
        assertThat(CaseSample.of(CASES, 5, 8)).isNotEqualTo(five);
        assertThat(CaseSample.of(CASES, 500, 7)).isEqualTo(CASES);
    }

    @Test
    void spread_leavesOutWhatIsNotDefined() {
        // numpy: mean([1, 2, 4]) = 2.3333333, std(ddof=1) = 1.5275252
        Spread spread = Spread.of(Arrays.asList(1.0, Double.NaN, 2.0, 4.0));

        assertThat(spread.mean()).isEqualTo(2.3333333, Offset.offset(1e-7));
        assertThat(spread.sd()).isEqualTo(1.5275252, Offset.offset(1e-7));
        assertThat(spread.n()).isEqualTo(3);
        assertThat(spread.undefined()).isEqualTo(1);
        assertThat(Spread.of(List.of()).mean()).isNaN();
        assertThat(Spread.of(List.of(3.0)).sd()).isNaN();
    }
}
