package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private static Schedule of(Schedule.Kind kind, int warmUp, int patience, int earlyStopping) {
        return new Schedule(kind, warmUp, patience, 0.1, earlyStopping);
    }

    @Test
    void cosine_isHalfAPeriod() {
        Schedule schedule = of(Schedule.Kind.COSINE, 0, 1, 0);

        assertThat(schedule.factorAt(1, 100, List.of())).isEqualTo(1, EXACT);
        assertThat(schedule.factorAt(51, 100, List.of())).isEqualTo(0.5, EXACT);
        assertThat(schedule.factorAt(26, 100, List.of())).isEqualTo((1 + Math.sqrt(0.5)) / 2, EXACT);
        assertThat(schedule.factorAt(101, 100, List.of())).isEqualTo(0, EXACT);
    }

    @Test
    void warmUp_isLinear() {
        Schedule schedule = of(Schedule.Kind.CONSTANT, 4, 1, 0);

        assertThat(schedule.factorAt(1, 100, List.of())).isEqualTo(0.25, EXACT);
        assertThat(schedule.factorAt(3, 100, List.of())).isEqualTo(0.75, EXACT);
        assertThat(schedule.factorAt(9, 100, List.of())).isEqualTo(1, EXACT);
    }

    /**
     * torch.optim.lr_scheduler.ReduceLROnPlateau(mode="max", patience=2, factor=0.1, threshold=0) lowers the rate in the
     * third epoch in a row without a better score, and counts anew from there.
     */
    @Test
    void plateau_lowersAfterMoreThanPatienceBadEpochs() {
        Schedule schedule = of(Schedule.Kind.PLATEAU, 0, 2, 0);

        assertThat(schedule.factorAt(1, 9, List.of(0.5, 0.4, 0.5))).isEqualTo(1, EXACT);
        assertThat(schedule.factorAt(1, 9, List.of(0.5, 0.4, 0.5, 0.3))).isEqualTo(0.1, EXACT);
        assertThat(schedule.factorAt(1, 9, List.of(0.5, 0.4, 0.5, 0.3, 0.2, 0.6, 0.1, 0.1)))
                .isEqualTo(0.1, EXACT);
        assertThat(schedule.factorAt(1, 9, Collections.nCopies(7, 0.5))).isEqualTo(0.01, EXACT);
    }

    @Test
    void earlyStopping_endsAfterThatManyEpochsWithoutABetterScore() {
        Schedule schedule = of(Schedule.Kind.CONSTANT, 0, 1, 2);

        assertThat(schedule.isOver(List.of(0.1, 0.2, 0.15))).isFalse();
        assertThat(schedule.isOver(List.of(0.1, 0.2, 0.15, 0.2))).isTrue();
        assertThat(schedule.isOver(List.of(0.1, 0.2, 0.15, 0.3))).isFalse();
        assertThat(of(Schedule.Kind.CONSTANT, 0, 1, 0).isOver(Collections.nCopies(99, 0.1)))
                .isFalse();
    }
}
