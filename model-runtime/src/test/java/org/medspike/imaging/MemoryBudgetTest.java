package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    @Test
    void require_namesWhatWhyAndHowMuch_moreThanTheHeap() {
        // 2^50 bytes are 2^30 MiB; no heap is as large.
        assertThatThrownBy(() -> MemoryBudget.require(1L << 50, "20000 x 20000 pixels"))
                .isInstanceOfSatisfying(
                        ImageReadException.class, e -> org.assertj.core.api.Assertions.assertThat(e.isUnsupported())
                                .isTrue())
                .hasMessageContaining("20000 x 20000 pixels would need about 1073741824 MiB of memory")
                .hasMessageMatching(".*the program has \\d+ MiB");
    }

    @Test
    void require_passes_little() {
        assertThatCode(() -> MemoryBudget.require(1 << 20, "a small image")).doesNotThrowAnyException();
    }
}
