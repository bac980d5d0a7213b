package org.medspike.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.ImageFiles;
import org.medspike.task.TaskContext;

class InspectionTest {

    @TempDir
    Path folder;

    @BeforeEach
    void drawDiscs() throws IOException {
        DiscFolder.write(folder, 8, 40, 32);
    }

    private Inspection inspect() throws IOException {
        return Inspection.of(DataFolder.open(folder), new ImageFiles(), image -> {}, TaskContext.UNWATCHED);
    }

    private void refuses(String... parts) {
        assertThatThrownBy(() -> inspect())
                .isInstanceOf(DataFolderException.class)
                .hasMessageContainingAll(parts)
                .message()
                .endsWith(".");
    }

    private void mask(String name, int type, int rgb, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        image.setRGB(1, 1, rgb);
        image.setRGB(2, 1, 0xffffff);
        ImageIO.write(image, "png", folder.resolve("masks/" + name).toFile());
    }

    @Test
    void everyCaseIsHandedOnOnce_inOrder() throws IOException {
        List<String> seen = new ArrayList<>();

        Inspection.of(
                DataFolder.open(folder), new ImageFiles(), image -> seen.add(image.stem()), TaskContext.UNWATCHED);

        assertThat(seen).containsExactly("disc0", "disc1", "disc2", "disc3", "disc4", "disc5", "disc6", "disc7");
    }

    @Test
    void severalFaults_areToldAtOnce() throws IOException {
        mask("disc3.png", BufferedImage.TYPE_BYTE_GRAY, 0x808080, 40, 32);
        mask("disc4.png", BufferedImage.TYPE_BYTE_GRAY, 0, 41, 32);
        Files.writeString(folder.resolve("images/disc6.png"), "no image");

        refuses("3 faults", "disc3.png", "disc4.png", "disc6.png");
    }

    @Test
    void severalFilesWithoutPartner_areToldAtOnce() throws IOException {
        Files.delete(folder.resolve("masks/disc3.png"));
        Files.delete(folder.resolve("images/disc5.png"));

        refuses("2 faults", "disc3.png has no mask", "disc5.png has no image");
    }

    @Test
    void missingFolder_isNamed() {
        folder = folder.resolve("nowhere");
        refuses("nowhere", "does not exist");
    }

    @Test
    void folderWithoutImages_isNamed() throws IOException {
        folder = Files.createDirectories(folder.resolve("empty"));
        refuses("empty", "'images'");
    }

    @Test
    void emptyImagesFolder_isNamed() throws IOException {
        folder = folder.resolve("empty");
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("masks"));
        refuses("images", "holds no");
    }

    @Test
    void missingMask_isNamed() throws IOException {
        Files.delete(folder.resolve("masks/disc3.png"));
        refuses("disc3", "no mask");
    }

    @Test
    void maskWithoutImage_isNamed() throws IOException {
        Files.delete(folder.resolve("images/disc3.png"));
        refuses("disc3", "no image");
    }

    @Test
    void sizesThatDiffer_areTold() throws IOException {
        mask("disc3.png", BufferedImage.TYPE_BYTE_GRAY, 0, 41, 32);
        refuses("disc3.png", "40 x 32", "41 x 32");
    }

    @Test
    void maskWithGreyLevels_isRefused() throws IOException {
        mask("disc3.png", BufferedImage.TYPE_BYTE_GRAY, 0x808080, 40, 32);
        refuses("disc3.png", "more than two values");
    }

    @Test
    void unreadableImage_isNamed() throws IOException {
        Files.writeString(folder.resolve("images/disc3.png"), "no image");
        refuses("disc3.png", "not a PNG, JPEG, TIFF, BMP, GIF, WebP, NIfTI or DICOM");
    }

    @Test
    void masksThatAreAllEmpty_areTold() throws IOException {
        for (int i = 0; i < 8; i++) {
            ImageIO.write(
                    new BufferedImage(40, 32, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    folder.resolve("masks/disc" + i + ".png").toFile());
        }
        refuses("empty");
    }
}
