package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "1234.5, 1230",
        "99999, 1e5",
        "0.000123456, 0.000123",
        "0.0000123456, 1.23e-5",
        "-5.5e20, -5.5e20",
        "100, 100",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void brief_hasThreeDigits(double value, String text) {
        assertThat(DecimalText.brief(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1e-7, 0.0000001", "16000000, 16000000", "0.1, 0.1", "2147483647, 2147483647", "NaN, ''"})
    void plain_hasNoExponent(double value, String text) {
        assertThat(DecimalText.plain(value, 10)).isEqualTo(text);
    }
}
