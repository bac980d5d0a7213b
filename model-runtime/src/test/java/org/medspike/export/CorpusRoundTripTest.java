package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.export.dicomseg.SegmentTerms;
import org.medspike.export.dicomseg.SegmentationAlgorithm;
import org.medspike.export.dicomseg.SegmentationFile;
import org.medspike.export.dicomseg.SegmentedFrame;
import org.medspike.export.nifti.NiftiMask;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Placement;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.SourceObject;
import org.medspike.imaging.nifti.NiftiGrid;
import org.medspike.imaging.nifti.NiftiVolume;
import org.medspike.mask.Mask;
import org.medspike.mask.file.FramePlace;
import org.medspike.mask.file.MaskFiles;

/** Masks on real images: written, read back, equal; a stack without and one with a tilted gantry, and a clip. */
class CorpusRoundTripTest {

    @TempDir
    Path folder;

    private final List<SegmentedFrame> frames = new ArrayList<>();
    private final List<FramePlace> places = new ArrayList<>();

    private void draw(Path path) throws IOException {
        assumeTrue(Files.exists(path), "skipped: the test corpus is not at " + CorpusManifest.folder());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        SplittableRandom random = new SplittableRandom(1);
        for (Path file : files) {
            SourceObject source = DicomFiles.source(file).orElseThrow();
            try (ImageSource image = new ImageFiles().open(file)) {
                List<FramePlace> own = FramePlace.of(file, image);
                places.addAll(own);
                for (FramePlace place : own) {
                    BitSet pixels = new BitSet();
                    int first = random.nextInt(place.width() * place.height() - 999);
                    pixels.set(first, first + random.nextInt(999));
                    Mask mask = new Mask(place.width(), place.height(), pixels);
                    frames.add(new SegmentedFrame(source, place.number(), place.placement(), FrameResult.of(mask)));
                }
            }
        }
    }

    private List<Mask> masks() {
        return frames.stream().map(frame -> frame.result().mask()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct_series", "ct_tilt", "seg/ct_source_01.dcm", "dicom/xa_jpeg_96f.dcm"})
    void segmentationIsReadBack_ontoTheImages(String name) throws IOException {
        draw(CorpusManifest.folder().resolve(name));
        SegmentationAlgorithm algorithm = new SegmentationAlgorithm("m", "0".repeat(64), 0.5f, "program", "1");
        Path file = folder.resolve("seg.dcm");

        new SegmentationFile(SegmentTerms.of("lesion"), algorithm, UnaryOperator.identity()).writeBinary(file, frames);

        assertThat(new MaskFiles().open(file).onto(places)).isEqualTo(masks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct_series", "ct_tilt", "seg/ct_source_01.dcm"})
    void volumeIsReadBack_ontoTheImages_inAnyOrder(String name) throws IOException {
        draw(CorpusManifest.folder().resolve(name));
        Path file = volume();

        List<Mask> expected = new ArrayList<>(masks());
        List<FramePlace> turned = new ArrayList<>(places);
        Collections.reverse(expected);
        Collections.reverse(turned);
        assertThat(new MaskFiles().open(file).onto(turned)).isEqualTo(expected);
    }

    private Path volume() throws IOException {
        List<Placement> placements =
                frames.stream().map(frame -> frame.placement().orElseThrow()).toList();
        FrameStack stack = FrameStack.of(placements, 1);
        FramePlace any = places.get(0);
        List<FrameResult> sorted =
                stack.order().stream().map(i -> frames.get(i).result()).toList();
        Path file = folder.resolve("mask.nii.gz");
        NiftiMask.write(file, stack.grid(any.width(), any.height()), sorted);
        return file;
    }

    /** pydicom 2.3.1: spacing 0.482421875, rows along (0, 0.948, -0.317), slices 2.5 mm apart along z; nibabel reads this affine. */
    @Test
    void tiltedStack_hasTheAffineOfItsSlices() throws IOException {
        draw(CorpusManifest.folder().resolve("ct_tilt"));

        try (ImageSource source = new ImageFiles().open(volume())) {
            NiftiGrid grid = ((NiftiVolume) source).grid();

            assertThat(grid.qformCode()).isZero();
            assertThat(grid.sform()[0]).containsExactly(new double[] {-0.4824, 0, 0, 123.5}, within(1e-3));
            assertThat(grid.sform()[1]).containsExactly(new double[] {0, -0.4575, 0, 15.641}, within(1e-3));
            assertThat(grid.sform()[2]).containsExactly(new double[] {0, -0.1531, 2.5, 742.345}, within(1e-3));
        }
    }
}
