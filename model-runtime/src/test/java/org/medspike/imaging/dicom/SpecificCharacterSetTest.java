package org.medspike.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of names in PS3.5, annexes H, I, J and K, byte by byte. */
class SpecificCharacterSetTest {

    @Test
    void japaneseWithEscapes_annexH31() {
        assertThat(decode(
                        "\\ISO 2022 IR 87",
                        "59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d1b24422464"
                                + "245e24401b28425e1b2442243f246d24261b2842"))
                .isEqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう");
    }

    /** Half-width katakana first, then kanji: PS3.5, H.3.2. */
    @Test
    void japaneseWithKatakana_annexH32() {
        assertThat(decode(
                        "ISO 2022 IR 13\\ISO 2022 IR 87",
                        "d4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a"))
                .isEqualTo("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎");
    }

    @Test
    void koreanWithEscapes_annexI2() {
        assertThat(decode(
                        "\\ISO 2022 IR 149",
                        "486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf"))
                .isEqualTo("Hong^Gildong=洪^吉洞=홍^길동");
    }

    @Test
    void chinese_annexJ() {
        assertThat(decode("ISO_IR 192", "57616e675e5869616f446f6e673de78e8b5ee5b08fe69db13d"))
                .isEqualTo("Wang^XiaoDong=王^小東=");
        assertThat(decode("GB18030", "57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d"))
                .isEqualTo("Wang^XiaoDong=王^小东=");
        assertThat(decode("\\ISO 2022 IR 58", "5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d"))
                .isEqualTo("Zhang^XiaoDong=张^小东=");
    }

    @Test
    void singleBytes() {
        assertThat(decode("ISO_IR 144", "bbeecee65edaceeeecd1e2eee0")
                        .codePoints()
                        .allMatch(c -> c == '^' || c >= 0x400))
                .isTrue();
        assertThat(decode("ISO_IR 100", "42756328c3e9")).isEqualTo("Buc(Ãé");
    }

    @Test
    void unknownTerm_andBrokenEscapes_loseNothingReadable() {
        assertThat(decode("ISO_IR 999", "41e942")).isEqualTo("AéB");
        assertThat(decode("\\ISO 2022 IR 87", "41421b")).startsWith("AB");
        assertThat(decode("\\ISO 2022 IR 87", "41421b2442")).isEqualTo("AB");
        assertThat(SpecificCharacterSet.of("").first()).isEqualTo(StandardCharsets.ISO_8859_1);
    }

    private static String decode(String terms, String hex) {
        return SpecificCharacterSet.of(terms).decode(HexFormat.of().parseHex(hex));
    }
}
