package org.medspike.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputFolderTest {

    private final OutputFolder out = new OutputFolder(Path.of("results"));

    @Test
    void nameThatLeadsOut_isRefused() {
        for (String name : List.of("../a.png", "a/../../a.png", "/tmp/a.png", "")) {
            assertThatThrownBy(() -> out.fresh(name))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("out of the output folder");
        }
    }

    @Test
    void nameIsGivenOnce_howeverItIsWritten() throws IOException {
        assertThat(out.fresh("deep/a.png")).isEqualTo(Path.of("results/deep/a.png"));
        assertThatThrownBy(() -> out.fresh("deep/A.png")).hasMessageContaining("already wrote");
    }

    @Test
    void anonymousInputs_areNumbered() {
        BatchInputs inputs = new BatchInputs(
                List.of(new BatchInput(Path.of("Mueller.png"), "Mueller"), new BatchInput(Path.of("x.dcm"), "x")),
                List.of(new BatchInputs.Fault(Path.of("Mueller2.png"), "there is no such file or folder")));

        BatchInputs anonymous = inputs.anonymous();

        assertThat(anonymous.files())
                .containsExactly(
                        new BatchInput(Path.of("Mueller.png"), "image_0001"),
                        new BatchInput(Path.of("x.dcm"), "image_0002"));
        assertThat(anonymous.faults().get(0).path()).isEqualTo(Path.of("missing_0001"));
    }
}
