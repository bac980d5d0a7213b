package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class LetteringTest {

    @Test
    void width_isTheSumOfTheLetters_andQuestionMarkForUnknown() {
        assertThat(Lettering.width("")).isZero();
        assertThat(Lettering.width("Ai")).isEqualTo(Lettering.width("A") + Lettering.width("i"));
        assertThat(Lettering.width("i")).isLessThan(Lettering.width("M"));
        assertThat(Lettering.width("漢")).isEqualTo(Lettering.width("?"));
    }

    @Test
    void draw_isSymmetricUprightAndDark_letterT() {
        BufferedImage picture = white(40, 30);

        Lettering.draw(picture, "T", 10, 5);

        // The bar of a T is above its stem: more ink in the upper third than in the lower.
        assertThat(ink(picture, 5, 13)).isGreaterThan(ink(picture, 13, 25)).isPositive();
        assertThat(ink(picture, 0, 5)).isZero();
    }

    @Test
    void draw_leavesOutWhatLiesOutside() {
        BufferedImage picture = white(10, 10);

        Lettering.draw(picture, "WWWW", -5, -8);
        Lettering.draw(picture, "WWWW", 5, 8);

        assertThat(picture.getWidth()).isEqualTo(10);
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, 0xffffff);
        }
        return picture;
    }

    private static int ink(BufferedImage picture, int fromRow, int toRow) {
        int ink = 0;
        for (int y = fromRow; y < toRow; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                ink += 255 - (picture.getRGB(x, y) & 0xff);
            }
        }
        return ink;
    }
}
