package org.medspike.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medspike.imaging.Plane;

class MapAgreementTest {

    private static final Offset<Double> ROUNDED = Offset.offset(1e-7);
    private static final Plane STUDENT = new Plane(3, 2, new float[] {0.1f, 0.4f, 0.8f, 0.05f, 0.3f, 0.9f});
    private static final Plane TEACHER = new Plane(3, 2, new float[] {0.2f, 0.5f, 0.7f, 0f, 0.1f, 0.95f});

    /**
     * By numpy: {@code (s*np.log(s/(a+1e-4))).mean()}, {@code ((s-a)**2).mean()}, {@code s@a/np.sqrt((s@s)*(a@a))},
     * {@code np.corrcoef(s,a)[0,1]}.
     */
    @Test
    void numbers_areThoseOfNumpy() {
        MapAgreement agreement = MapAgreement.of(STUDENT, TEACHER);

        assertThat(agreement.kl()).isEqualTo(0.089877962, ROUNDED);
        assertThat(agreement.l2()).isEqualTo(0.012500002, ROUNDED);
        assertThat(agreement.cosine()).isEqualTo(0.977990436, ROUNDED);
        assertThat(agreement.pearson()).isEqualTo(0.945567116, ROUNDED);
    }

    @Test
    void mapsOfDifferentSizes_areRefused() {
        assertThatThrownBy(() -> MapAgreement.of(STUDENT, new Plane(2, 3, new float[6])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void silentMap_hasNoDirection() {
        MapAgreement agreement = MapAgreement.of(new Plane(3, 2, new float[6]), TEACHER);

        assertThat(agreement.kl()).isZero();
        assertThat(agreement.cosine()).isNaN();
        assertThat(agreement.pearson()).isNaN();
    }
}
