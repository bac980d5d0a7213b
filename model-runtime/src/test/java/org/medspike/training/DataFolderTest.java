package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskContext;

class DataFolderTest {

    private static final TrainingPlan PLAN = new TrainingPlan(
            NetworkConfig.DEFAULT, 32, 4, 41, 1, 1, 0.01, 0.01, 0.15, Augmentation.DEFAULT, LossOptions.DEFAULT);

    @TempDir
    Path folder;

    @BeforeEach
    void drawDiscs() throws IOException {
        DiscFolder.write(folder, 8, 40, 32);
    }

    private void refuses(String... parts) {
        assertThatThrownBy(() -> TrainingSet.load(DataFolder.open(folder), PLAN, TaskContext.UNWATCHED))
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
    void load_holdsOutAShareThatDependsOnTheSeedAlone() throws IOException {
        TrainingSet first = TrainingSet.load(DataFolder.open(folder), PLAN, TaskContext.UNWATCHED);
        TrainingSet again = TrainingSet.load(DataFolder.open(folder), PLAN, TaskContext.UNWATCHED);

        assertThat(first.trainingCount()).isEqualTo(7);
        assertThat(first.validationStems()).hasSize(1).isEqualTo(again.validationStems());
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
        refuses("disc3.png", "not a PNG, JPEG, TIFF, BMP, NIfTI or DICOM");
    }

    @Test
    void singlePair_isTooFew() throws IOException {
        for (int i = 1; i < 8; i++) {
            Files.delete(folder.resolve("images/disc" + i + ".png"));
            Files.delete(folder.resolve("masks/disc" + i + ".png"));
        }
        refuses("at least 2");
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
