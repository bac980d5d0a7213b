package org.medspike.app.ui.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.app.workbench.Desk;
import org.medspike.app.workbench.ImageOrigin;
import org.medspike.app.workbench.OpenImage;
import org.medspike.imaging.Examination;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Samples;

/** Numbers carry units where the file gives them, and say so where it does not. */
class ReadoutTest {

    @TempDir
    Path folder;

    private static OpenImage image(GreyScale scale, Optional<PixelSpacing> spacing, Optional<String> unit) {
        Frame frame = new Frame(
                2,
                1,
                Photometric.MONOCHROME2,
                16,
                Orientation.UPRIGHT,
                new Samples.Shorts(new short[] {7, 1064}),
                scale,
                spacing);
        Examination unknown = Examination.UNKNOWN;
        Examination examination = new Examination(
                unknown.seriesUid(),
                unknown.seriesNumber(),
                unknown.instanceNumber(),
                unknown.modality(),
                unknown.description(),
                unit,
                unknown.frameSeconds(),
                unknown.patient());
        ImageOrigin origin = new ImageOrigin(examination, 0, Optional.empty(), Optional.empty(), Optional.empty());
        return new OpenImage("a", Optional.empty(), frame, frame, new int[2], Optional.empty(), origin);
    }

    private static String read(OpenImage image) {
        return Readout.of(image, new ImagePoint(1, 0), Optional.empty());
    }

    @Test
    void hounsfieldUnits_andMillimetres_whereTheFileGivesThem() {
        assertThat(read(image(
                        new GreyScale(1, -1024, Optional.empty()),
                        Optional.of(new PixelSpacing(2, 0.5)),
                        Optional.of("HU"))))
                .isEqualTo("x 1  y 0 px   x 0.8  y 1.0 mm   40 HU");
    }

    @Test
    void storedValues_andPixels_whereItDoesNot() {
        assertThat(read(image(GreyScale.STORED, Optional.empty(), Optional.empty())))
                .isEqualTo("x 1  y 0 px   stored value 1064 (MONOCHROME2)");
        assertThat(read(image(new GreyScale(0.5, 0, Optional.empty()), Optional.empty(), Optional.empty())))
                .isEqualTo("x 1  y 0 px   value 532 (stored 1064, no unit given)");
    }

    @Test
    void positionInThePatient_whereTheFilePlacesItsImages() throws IOException {
        try (Desk desk = new Desk(folder.resolve("home"))) {
            desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 2));

            assertThat(Readout.of(desk.image(), new ImagePoint(3, 2), Optional.empty()))
                    .startsWith("x 3  y 2 px   L 3.0  P 2.0  H 0.0 mm   ");
        }
    }
}
