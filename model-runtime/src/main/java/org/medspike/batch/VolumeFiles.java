package org.medspike.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.medspike.bundle.ModelBundle;
import org.medspike.export.FrameResult;
import org.medspike.export.FrameStack;
import org.medspike.export.UnwritableException;
import org.medspike.export.dicomseg.BasicProfile;
import org.medspike.export.dicomseg.Pseudonyms;
import org.medspike.export.dicomseg.SegmentTerms;
import org.medspike.export.dicomseg.SegmentationAlgorithm;
import org.medspike.export.dicomseg.SegmentationFile;
import org.medspike.export.dicomseg.SegmentedFrame;
import org.medspike.export.nifti.NiftiMask;
import org.medspike.imaging.Placement;
import org.medspike.imaging.dicom.write.DicomObject;
import org.medspike.imaging.nifti.NiftiGrid;
import org.medspike.storage.WriteFailure;

/** Writes volumes that are complete, in the formats that hold them whole. */
final class VolumeFiles {

    private final BatchOptions options;
    private final OutputFolder out;
    private final UnaryOperator<DicomObject> cleaning;

    VolumeFiles(BatchOptions options, OutputFolder out) {
        this.options = options;
        this.out = out;
        this.cleaning = options.deidentified() ? new BasicProfile(new Pseudonyms()) : UnaryOperator.identity();
    }

    /** What writes the segmentation objects of a model. */
    private SegmentationFile segmentations(ModelBundle model) {
        SegmentationAlgorithm algorithm = new SegmentationAlgorithm(
                model.card().id(), model.sha256(), model.card().threshold(), options.program(), options.version());
        return new SegmentationFile(SegmentTerms.of(model.card().target()), algorithm, cleaning);
    }

    /** Writes all files of a volume; returns a sentence for each that could not be written. */
    List<String> write(Volume volume) {
        List<String> failures = new ArrayList<>();
        if (options.writes(MaskFormat.NIFTI)) {
            attempt("no NIfTI mask was written: ", failures, () -> nifti(volume));
        }
        if (options.writes(MaskFormat.DICOM_SEG)) {
            attempt("no DICOM SEG was written: ", failures, () -> segmentation(volume));
        }
        return failures;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static void attempt(String what, List<String> failures, Writing writing) {
        try {
            writing.run();
        } catch (UnwritableException e) {
            failures.add(what + e.getMessage());
        } catch (IOException e) {
            failures.add(what + WriteFailure.reason(e));
        }
    }

    private void nifti(Volume volume) throws IOException {
        if (volume.isIncomplete()) {
            throw new UnwritableException("a slice of the volume is missing, because it could not be segmented");
        }
        List<Volume.Slice> slices = volume.slices();
        int columns = slices.get(0).result().mask().width();
        int rows = slices.get(0).result().mask().height();
        if (slices.stream()
                .anyMatch(s -> s.result().mask().width() != columns
                        || s.result().mask().height() != rows)) {
            throw new UnwritableException("its frames differ in size");
        }
        List<FrameResult> results = slices.stream().map(Volume.Slice::result).toList();
        List<Placement> placements = slices.stream()
                .map(Volume.Slice::placement)
                .flatMap(Optional::stream)
                .toList();
        NiftiGrid grid;
        if (volume.grid().isPresent()) {
            grid = volume.grid().get();
        } else if (placements.size() == slices.size()) {
            FrameStack stack = FrameStack.of(placements, thickness(slices.get(0)));
            grid = stack.grid(columns, rows);
            List<FrameResult> stored = results;
            results = stack.order().stream().map(stored::get).toList();
        } else {
            grid = NiftiGrid.unplaced(
                    columns, rows, slices.size(), slices.get(0).spacing());
        }
        NiftiMask.write(out.fresh(volume.name() + "_mask.nii.gz"), grid, results);
        if (options.probabilities()) {
            NiftiMask.writeProbability(out.fresh(volume.name() + "_prob.nii.gz"), grid, results);
        }
    }

    private static double thickness(Volume.Slice slice) {
        return slice.source().map(source -> source.sliceThickness().orElse(1)).orElse(1.0);
    }

    private void segmentation(Volume volume) throws IOException {
        if (!volume.isDicom()) {
            throw new UnwritableException("the image is no DICOM object that one could refer to;"
                    + " take png, nifti, coco or geojson for it");
        }
        List<SegmentedFrame> frames = new ArrayList<>();
        for (Volume.Slice slice : volume.slices()) {
            frames.add(new SegmentedFrame(
                    slice.source().orElseThrow(), slice.number(), slice.placement(), slice.result()));
        }
        SegmentationFile segmentations =
                segmentations(volume.model().orElseThrow().segmenter().bundle());
        segmentations.writeBinary(out.fresh(volume.name() + "_seg.dcm"), frames);
        if (options.probabilities()) {
            segmentations.writeFractional(out.fresh(volume.name() + "_prob_seg.dcm"), frames);
        }
    }
}
